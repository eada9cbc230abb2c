package dev.stratavore.cli;

import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.TerminalFacts;
import dev.stratavore.cli.daemon.DaemonAccess;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.cli.render.Listing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What a command works with. */
public record Context(Surroundings around, GlobalOptions options, DaemonAccess daemon) {
    /**
     * The process's surroundings, which a test replaces.
     *
     * @param directory where the command was called
     * @param home where the programs and their scripts lie
     */
    public record Surroundings(
            Console console,
            TerminalFacts terminal,
            Map<String, String> environment,
            Path directory,
            InstantSource clock,
            Path home) {}

    /** The standard streams. */
    public Console console() {
        return around.console();
    }

    /** What is known of the terminal. */
    public TerminalFacts terminal() {
        return around.terminal();
    }

    /** Now, in milliseconds since the epoch. */
    public long now() {
        return around.clock().millis();
    }

    /** Writes listings in the wanted format. */
    public Listing listing() {
        return new Listing(around.console(), around.terminal(), options, around.environment());
    }
}
