package dev.stratavore.cli.parse;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Builds a command's model. Every value is taken as text and converted in {@link Args}, so that all
 * commands complain in the same words.
 */
public final class Options {
    private final CommandSpec spec;

    private Options(CommandSpec spec) {
        this.spec = spec;
    }

    /** Begins a command by its words after {@code stratavore} and a sentence about it. */
    public static Options of(String words, String description) {
        CommandSpec spec = CommandSpec.create().name(("stratavore " + words).strip());
        spec.usageMessage().description(description);
        return new Options(spec);
    }

    /** An option without a value. */
    public Options flag(String description, String... names) {
        spec.addOption(
                OptionSpec.builder(names).type(boolean.class).description(description).build());
        return this;
    }

    /** An option with a value. */
    public Options value(String label, String description, String... names) {
        spec.addOption(
                OptionSpec.builder(names)
                        .type(String.class)
                        .paramLabel(label)
                        .description(description)
                        .build());
        return this;
    }

    /** An argument that may be left out. */
    public Options argument(String label, String description) {
        return positional("0..1", label, description, String.class);
    }

    /** An argument that is needed; its absence is told by {@link Args#required}. */
    public Options needed(String label, String description) {
        return positional("1", label, description, String.class);
    }

    /** For commands that show things: how they are written. */
    public Options formats() {
        return value("FORMAT", "As table, json or yaml.", "--format");
    }

    /** For commands that list things: their ids or names alone. */
    public Options ids() {
        return flag("Only ids or names.", "--quiet", "-q");
    }

    /** Any number of arguments. */
    public Options arguments(String label, String description) {
        return positional("0..*", label, description, List.class);
    }

    /** For commands that pass the rest of the line on. */
    public Options trailing(String label, String description) {
        spec.usageMessage().footer("", "  -- " + label + "   " + description);
        return this;
    }

    private Options positional(String arity, String label, String description, Class<?> type) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(type == List.class ? "0..*" : "0")
                        .arity(arity)
                        .type(type)
                        .auxiliaryTypes(String.class)
                        .paramLabel(label)
                        .description(description)
                        .build());
        return this;
    }

    /** The finished model. */
    public CommandSpec spec() {
        return spec;
    }
}
