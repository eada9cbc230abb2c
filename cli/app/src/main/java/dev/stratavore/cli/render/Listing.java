package dev.stratavore.cli.render;

import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.TerminalFacts;
import dev.stratavore.cli.parse.GlobalOptions;
import java.util.List;
import java.util.Map;

/** Writes a listing in the format that was asked for. */
public final class Listing {
    private final Console console;
    private final TerminalFacts terminal;
    private final GlobalOptions options;
    private final boolean color;

    /** For one command. */
    public Listing(
            Console console,
            TerminalFacts terminal,
            GlobalOptions options,
            Map<String, String> environment) {
        this.console = console;
        this.terminal = terminal;
        this.options = options;
        this.color =
                switch (options.color()) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> terminal.out() && wantsColor(environment);
                };
    }

    /** The NO_COLOR convention, and terminals that cannot. */
    private static boolean wantsColor(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether only ids are wanted. */
    public boolean quiet() {
        return options.quiet();
    }

    /** Whether people read it. */
    public boolean isTable() {
        return options.format() == GlobalOptions.Format.TABLE;
    }

    /** Ids, one a line. */
    public void ids(List<String> ids) {
        for (String id : ids) {
            console.line(id);
        }
    }

    /** A document for programs. */
    public void document(Object value) {
        console.text(
                options.format() == GlobalOptions.Format.YAML ? Yaml.of(value) : Json.of(value));
    }

    /** A table for people; its status words are coloured where that is wanted. */
    public void table(Table table, int statusColumn) {
        console.text(
                table.format(
                        terminal.out() ? terminal.columns() : 0,
                        color ? Paint.status(statusColumn) : Paint.NONE));
    }
}
