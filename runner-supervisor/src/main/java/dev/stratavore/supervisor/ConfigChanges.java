package dev.stratavore.supervisor;

import dev.stratavore.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the configuration's files are still those that the daemon read: a look at the time of
 * each, which is all that a look costs. Immutable.
 */
final class ConfigChanges {
    private final Map<Path, Optional<FileTime>> read;

    private ConfigChanges(Map<Path, Optional<FileTime>> read) {
        this.read = read;
    }

    /** From now on. */
    static ConfigChanges since(List<ConfigSource> sources) {
        var times = new LinkedHashMap<Path, Optional<FileTime>>();
        sources.forEach(source -> times.put(source.file(), time(source.file())));
        return new ConfigChanges(times);
    }

    /** A line for each file that came, went or was written. */
    List<String> warnings() {
        return read.entrySet().stream()
                .filter(file -> !time(file.getKey()).equals(file.getValue()))
                .map(file ->
                        file.getKey()
                                + " changed since the daemon started; to use it: stratavore"
                                + " daemon restart")
                .toList();
    }

    private static Optional<FileTime> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            // Not there, or not for us to see: as good as none, as it was for the reader.
            return Optional.empty();
        }
    }
}
