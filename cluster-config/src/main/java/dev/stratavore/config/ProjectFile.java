package dev.stratavore.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The file that a project's directory may hold. Whoever works in the directory can write it, an
 * agent too, so it is read with distrust: bounded, and with no effect but what {@link Read} says.
 * Stateless; blocks.
 */
public final class ProjectFile {
    /** Its name. */
    public static final String NAME = ".stratavore.yaml";

    /** The sections and their keys; those of quotas that are applied. */
    static final Map<String, List<String>> KEYS =
            Map.of(
                    "project", List.of("name", "description"),
                    "quotas",
                            List.of(
                                    "max_concurrent_runners",
                                    "max_memory_mb",
                                    "max_cpu_percent",
                                    "max_tokens_per_day"),
                    "claude", List.of("model", "temperature", "max_tokens"));

    static final List<String> APPLIED =
            List.of("max_concurrent_runners", "max_memory_mb", "max_cpu_percent");

    private ProjectFile() {}

    /** What was found. */
    public sealed interface Read {
        /** No file. */
        record Absent() implements Read {}

        /**
         * A file.
         *
         * @param quotas limits by name, from 0
         * @param ignored known keys that it sets and that have no effect
         */
        record Found(Path file, Map<String, Long> quotas, List<String> ignored) implements Read {
            public Found {
                quotas = Map.copyOf(quotas);
                ignored = List.copyOf(ignored);
            }
        }

        /** A file that cannot be understood; the first thing that is wrong. */
        record Malformed(ConfigError error) implements Read {}
    }

    /** Reads the file of a directory. */
    public static Read in(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return new Read.Absent();
        }
        if (!Files.isRegularFile(file)) {
            return malformed(file, "is not a file");
        }
        try {
            return new ProjectFileReader(file).read(FileReader.text(file));
        } catch (CharacterCodingException e) {
            return malformed(file, "is not UTF-8 text");
        } catch (IOException e) {
            return malformed(file, FileReader.reason(file, e));
        }
    }

    private static Read malformed(Path file, String problem) {
        return new Read.Malformed(new ConfigError(new Origin.FileLine(file, 0), "", problem));
    }
}
