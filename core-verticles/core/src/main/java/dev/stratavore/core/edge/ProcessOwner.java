package dev.stratavore.core.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that this process runs as, as the files that it makes will say. */
final class ProcessOwner {
    private static final Path PROCESS = Path.of("/proc/self");

    private ProcessOwner() {}

    static int uid() {
        try {
            return (Integer) Files.getAttribute(PROCESS, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException("the process cannot be seen in /proc", e);
        }
    }
}
