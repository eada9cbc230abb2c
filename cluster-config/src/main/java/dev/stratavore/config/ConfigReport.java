package dev.stratavore.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders a configuration for people. Each method answers lines that hold no secret. */
public final class ConfigReport {
    private static final String INDENT = "  ";
    private static final int SOURCE_COLUMN = 48;

    private ConfigReport() {}

    /** The effective configuration as a YAML file; a secret is masked. */
    public static List<String> show(ConfigResult.Loaded loaded) {
        return yaml(loaded, false);
    }

    /** The same with the origin of each value beside it, in a comment. */
    public static List<String> showSources(ConfigResult.Loaded loaded) {
        List<String> lines = new ArrayList<>();
        for (ConfigSource source : loaded.sources()) {
            lines.add("# " + source.file() + ": " + source.state().words());
        }
        lines.addAll(yaml(loaded, true));
        return lines;
    }

    /** What a check of the configuration found: files, remarks, and every error or the verdict. */
    public static List<String> check(ConfigResult result) {
        List<String> lines = new ArrayList<>();
        for (ConfigSource source : result.sources()) {
            lines.add(source.file() + ": " + source.state().words());
        }
        for (String warning : result.warnings()) {
            lines.add("warning: " + warning);
        }
        switch (result) {
            case ConfigResult.Loaded loaded -> {
                lines.add("database: " + loaded.config().database().choice());
                lines.add("configuration is valid");
            }
            case ConfigResult.Invalid invalid -> {
                for (ConfigError error : invalid.errors()) {
                    lines.add("error: " + error.message());
                }
                int count = invalid.errors().size();
                lines.add("configuration has " + count + (count == 1 ? " error" : " errors"));
            }
        }
        return lines;
    }

    private static List<String> yaml(ConfigResult.Loaded loaded, boolean sources) {
        List<String> lines = new ArrayList<>();
        List<ConfigEntry> left = new ArrayList<>(loaded.entries());
        while (!left.isEmpty()) {
            section(head(left.getFirst().key(), 0), 0, left, lines, sources);
        }
        return lines;
    }

    /** Moves the entries of one section, and of the sections within, from the list to the lines. */
    private static void section(
            String name, int depth, List<ConfigEntry> left, List<String> lines, boolean sources) {
        String start = name + ".";
        lines.add(INDENT.repeat(depth) + name.substring(name.lastIndexOf('.') + 1) + ":");
        @Nullable ConfigEntry next = first(start, left);
        while (next != null) {
            String rest = next.key().substring(start.length());
            if (rest.indexOf('.') < 0) {
                left.remove(next);
                lines.add(line(rest, next, depth + 1, sources));
            } else {
                section(head(next.key(), start.length()), depth + 1, left, lines, sources);
            }
            next = first(start, left);
        }
    }

    private static String line(String name, ConfigEntry entry, int depth, boolean sources) {
        String line = INDENT.repeat(depth) + name + ": " + entry.value();
        int gap = Math.max(1, SOURCE_COLUMN - line.length());
        return sources ? line + " ".repeat(gap) + "# " + entry.origin().describe() : line;
    }

    private static @Nullable ConfigEntry first(String start, List<ConfigEntry> entries) {
        for (ConfigEntry entry : entries) {
            if (entry.key().startsWith(start)) {
                return entry;
            }
        }
        return null;
    }

    private static String head(String key, int from) {
        return key.substring(0, key.indexOf('.', from));
    }
}
