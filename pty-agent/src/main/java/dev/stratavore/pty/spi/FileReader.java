package dev.stratavore.pty.spi;

import java.nio.file.Path;
import java.util.Optional;

/** Reads a small text file for a driver. */
@FunctionalInterface
public interface FileReader {
    /** A reader for which no file exists. */
    FileReader NONE = path -> Optional.empty();

    /**
     * The file's content; empty if it does not exist or cannot be read. An implementation bounds
     * what it reads and follows no links it does not trust.
     */
    Optional<String> read(Path path);
}
