package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a child waits on its way to a program: a pipe that has lost its name. A child opens it for
 * writing and closes it, which tells the one who watches that it has come, and opens it for
 * reading, which lasts until somebody opens it for writing. For one child at a time.
 */
final class Gate {
    private final int reference;
    private final String path;

    /**
     * Makes one.
     *
     * @param directory where it has a name for a moment; made if it is not there
     */
    Gate(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path folder = Files.createTempDirectory(directory, "gate");
        Path pipe = folder.resolve("pipe");
        try {
            OpenedFiles.pipe(pipe.toString());
            reference = OpenedFiles.open(pipe.toString(), OpenedFiles.REFERENCE);
        } finally {
            Files.deleteIfExists(pipe);
            Files.delete(folder);
        }
        path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + reference;
        try {
            // Where this fails a child would never get to its program.
            Fds.close(watch());
        } catch (ErrnoException e) {
            Fds.close(reference);
            throw e;
        }
    }

    /** For a child, which has closed all descriptors but its terminal's. */
    String path() {
        return path;
    }

    /** A new descriptor that hangs up when a child has come. */
    int watch() throws ErrnoException {
        return OpenedFiles.open(path, OpenedFiles.READ | OpenedFiles.NON_BLOCKING);
    }

    /**
     * Lets the child go on, also one that is only about to wait, by a new descriptor that is to be
     * closed when it has become the program. The watcher's must still be open.
     */
    int open() throws ErrnoException {
        return OpenedFiles.open(path, OpenedFiles.WRITE | OpenedFiles.NON_BLOCKING);
    }
}
