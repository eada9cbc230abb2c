package dev.stratavore.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the filesystems that we write to have room for another runner. */
final class FreeSpace {
    private static final long LEAST_BYTES = 200L << 20;

    private final List<Path> folders;

    private FreeSpace(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * @param database where an embedded database writes: for root it may be below another folder
     *     than our data, on another filesystem
     */
    static FreeSpace of(Path state, Path data, Optional<Path> database) {
        return new FreeSpace(
                Stream.concat(Stream.of(state, data), database.stream()).distinct().toList());
    }

    /**
     * Why there is no room, in one line; empty if there is. Reads the filesystems: not for an event
     * loop.
     */
    Optional<String> problem() {
        for (var folder : folders) {
            try {
                long free = Files.getFileStore(folder).getUsableSpace();
                if (free < LEAST_BYTES) {
                    return Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "only %d MB free on the filesystem of %s; launches need %d",
                                    free >> 20,
                                    folder,
                                    LEAST_BYTES >> 20));
                }
            } catch (IOException e) {
                return Optional.of(
                        "cannot read the free space of " + folder + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
