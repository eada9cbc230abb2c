package dev.stratavore.cli.parse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that every command takes, and those that all of some kind take.
 *
 * @param config the file of {@code --config}
 * @param debug more detail about failures, never secrets
 * @param limit how long the daemon may take to answer
 * @param god beyond quotas and ownership, and without questions
 * @param yes questions are answered with yes
 * @param color when to colour
 * @param format how listings are written
 * @param quiet listings print ids only
 */
public record GlobalOptions(
        Optional<Path> config,
        boolean debug,
        Duration limit,
        boolean god,
        boolean yes,
        Color color,
        Format format,
        boolean quiet) {
    /** How long the daemon may take where nothing else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

    /** Options of this list take a value in the next word. */
    public static final Set<String> WITH_VALUE =
            Set.of("--config", "--timeout", "--color", "--format");

    private static final String TIMEOUT = "--timeout";
    private static final String LIMIT = "How long the daemon may take to answer (60s).";

    /** When to colour. */
    public enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Those of a line without options. */
    public static final GlobalOptions DEFAULTS =
            new GlobalOptions(
                    Optional.empty(),
                    false,
                    DEFAULT_LIMIT,
                    false,
                    false,
                    Color.AUTO,
                    Format.TABLE,
                    false);

    /** How listings are written. */
    public enum Format {
        TABLE,
        JSON,
        YAML
    }

    /** Adds them to a command, except those that it has in a meaning of its own. */
    public static void addTo(CommandSpec spec) {
        value(spec, "FILE", "Read this configuration file and no other.", "--config");
        flag(spec, "Say more about what failed.", "--debug");
        value(spec, "TIME", LIMIT, TIMEOUT);
        flag(spec, "Beyond quotas and ownership, without questions; recorded.", "--god");
        flag(spec, "Answer questions with yes.", "--yes");
        value(spec, "WHEN", "Colour: auto, always or never.", "--color");
        flag(spec, "Show this help.", "--help", "-h");
    }

    /** What was written of them. */
    public static GlobalOptions from(Args args, CommandSpec spec) {
        String config = args.value("--config");
        return new GlobalOptions(
                config == null ? Optional.empty() : Optional.of(Path.of(config)),
                args.has("--debug"),
                ownTimeout(spec) ? DEFAULT_LIMIT : args.duration(TIMEOUT, DEFAULT_LIMIT),
                args.has("--god"),
                args.has("--yes") || args.has("--god"),
                color(args.choice("--color", "auto", "auto", "always", "never")),
                format(args.choice("--format", "table", "table", "json", "yaml")),
                args.has("--quiet"));
    }

    private static boolean ownTimeout(CommandSpec spec) {
        OptionSpec timeout = spec.findOption(TIMEOUT);
        return timeout != null && !LIMIT.equals(timeout.description()[0]);
    }

    private static Color color(String word) {
        return switch (word) {
            case "always" -> Color.ALWAYS;
            case "never" -> Color.NEVER;
            default -> Color.AUTO;
        };
    }

    private static Format format(String word) {
        return switch (word) {
            case "json" -> Format.JSON;
            case "yaml" -> Format.YAML;
            default -> Format.TABLE;
        };
    }

    private static void flag(CommandSpec spec, String description, String... names) {
        if (free(spec, names)) {
            spec.addOption(
                    OptionSpec.builder(names).type(boolean.class).description(description).build());
        }
    }

    private static void value(CommandSpec spec, String label, String description, String name) {
        if (free(spec, name)) {
            spec.addOption(
                    OptionSpec.builder(name)
                            .type(String.class)
                            .paramLabel(label)
                            .description(description)
                            .build());
        }
    }

    private static boolean free(CommandSpec spec, String... names) {
        for (String name : names) {
            if (spec.findOption(name) != null) {
                return false;
            }
        }
        return true;
    }
}
