package dev.stratavore.pty.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a user's own arguments for Claude Code say, as far as a launch must know it. */
final class ClaudeArguments {
    private static final Set<String> TAKE_ONE =
            Set.of(
                    "--agent",
                    "--agents",
                    "--append-system-prompt",
                    "--append-system-prompt-file",
                    "--effort",
                    "--fallback-model",
                    "--input-format",
                    "--json-schema",
                    "--max-budget-usd",
                    "--max-turns",
                    "--model",
                    "--name",
                    "-n",
                    "--output-format",
                    "--permission-mode",
                    "--permission-prompt-tool",
                    "--prefill",
                    "--resume-session-at",
                    "--rewind-files",
                    "--session-id",
                    "--setting-sources",
                    "--settings",
                    "--system-prompt",
                    "--system-prompt-file",
                    "--thinking");

    /** These take what follows, up to the next option. */
    private static final Set<String> TAKE_MANY =
            Set.of(
                    "--add-dir",
                    "--allowed-tools",
                    "--allowedTools",
                    "--betas",
                    "--disallowed-tools",
                    "--disallowedTools",
                    "--mcp-config",
                    "--plugin-dir",
                    "--tools");

    /** These take what follows if it is no option. */
    private static final Set<String> MAY_TAKE_ONE =
            Set.of("--resume", "--debug", "--from-pr", "--worktree");

    private static final Map<String, String> LONG_NAMES =
            Map.of(
                    "-c",
                    "--continue",
                    "-d",
                    "--debug",
                    "-n",
                    "--name",
                    "-p",
                    "--print",
                    "-r",
                    "--resume",
                    "-w",
                    "--worktree");

    /** Words that, in the first place, are no prompt and start no conversation. */
    private static final Set<String> SUBCOMMANDS =
            Set.of(
                    "agents",
                    "attach",
                    "auth",
                    "daemon",
                    "doctor",
                    "install",
                    "logs",
                    "mcp",
                    "plugin",
                    "setup-token",
                    "stop",
                    "update",
                    "upgrade");

    private final Map<String, List<String>> options = new HashMap<>();
    private final boolean subcommand;

    ClaudeArguments(List<String> arguments) {
        subcommand = !arguments.isEmpty() && SUBCOMMANDS.contains(arguments.getFirst());
        int i = 0;
        while (i < arguments.size() && !arguments.get(i).equals("--")) {
            i = read(arguments, i);
        }
    }

    /** Reads one argument with its values; returns the index after them. */
    private int read(List<String> arguments, int i) {
        String argument = arguments.get(i);
        if (!isOption(argument)) {
            return i + 1;
        }
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        if (equals > 0) {
            note(argument.substring(0, equals), argument.substring(equals + 1));
            return i + 1;
        }
        if (argument.matches("-[cp]{2,}")) {
            argument.chars().skip(1).forEach(c -> note("-" + (char) c));
            return i + 1;
        }
        String name = LONG_NAMES.getOrDefault(argument, argument);
        boolean valueFollows = i + 1 < arguments.size();
        boolean plainFollows = valueFollows && !isOption(arguments.get(i + 1));
        if ((TAKE_ONE.contains(name) && valueFollows)
                || (MAY_TAKE_ONE.contains(name) && plainFollows)) {
            note(name, arguments.get(i + 1));
            return i + 2;
        }
        note(name);
        int next = i + 1;
        while (TAKE_MANY.contains(name)
                && next < arguments.size()
                && !isOption(arguments.get(next))) {
            next++;
        }
        return next;
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-") && argument.length() > 1;
    }

    private void note(String name, String... values) {
        options.computeIfAbsent(LONG_NAMES.getOrDefault(name, name), n -> new ArrayList<>())
                .addAll(List.of(values));
    }

    private boolean has(String name) {
        return options.containsKey(name);
    }

    /** The value an option has in the end: of several the last one counts. */
    Optional<String> value(String name) {
        List<String> values = options.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /** Whether this is a command of its own rather than a conversation. */
    boolean isSubcommand() {
        return subcommand;
    }

    /** Whether it prints one answer and never asks anything. */
    boolean prints() {
        return has("--print");
    }

    Optional<String> sessionId() {
        return value("--session-id");
    }

    boolean choosesModel() {
        return has("--model");
    }

    /** Whether an earlier conversation goes on under its own id. */
    boolean goesOn() {
        return (has("--resume") || has("--continue")) && !has("--fork-session");
    }

    /** What {@code --resume} names. */
    Optional<String> resumed() {
        return value("--resume");
    }

    /** Whether permission prompts are skipped. */
    boolean skipsPermissions() {
        return has("--dangerously-skip-permissions")
                || value("--permission-mode").filter("bypassPermissions"::equals).isPresent();
    }

    List<String> settings() {
        return List.copyOf(options.getOrDefault("--settings", List.of()));
    }

    /** Whether the settings of a source ({@code user}, {@code project}, {@code local}) are read. */
    boolean readsSettingsOf(String source) {
        return value("--setting-sources")
                .map(sources -> List.of(sources.split(",", -1)).contains(source))
                .orElse(true);
    }
}
