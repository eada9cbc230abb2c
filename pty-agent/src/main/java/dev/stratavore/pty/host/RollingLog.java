package dev.stratavore.pty.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A log as a bounded set of files: the newest under the plain name, older ones with {@code .1},
 * {@code .2} and so on behind it. Each write is one whole line. For one thread at a time.
 */
final class RollingLog extends OutputStream {
    private final LogFiles files;
    private final Opener opener;
    private OutputStream current;
    private long size;

    /**
     * Where the log is and how much of it is kept.
     *
     * @param newest the file that is written
     * @param maxBytes a file does not become larger, unless a single line is
     * @param count files kept, the newest among them
     */
    record LogFiles(Path newest, long maxBytes, int count) {
        LogFiles {
            if (!newest.isAbsolute() || maxBytes < 1 || count < 1) {
                throw new IllegalArgumentException("a log has an absolute path and some room");
            }
        }

        private Path older(int number) {
            return number == 0
                    ? newest
                    : newest.resolveSibling(newest.getFileName() + "." + number);
        }
    }

    /** Opens the newest file to append to it. */
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    RollingLog(LogFiles files, Opener opener) throws IOException {
        this.files = files;
        this.opener = opener;
        this.current = opener.open(files.newest());
        this.size = Files.size(files.newest());
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] line, int from, int count) throws IOException {
        if (size > 0 && size + count > files.maxBytes()) {
            roll();
        }
        current.write(line, from, count);
        size += count;
    }

    @Override
    public void flush() throws IOException {
        current.flush();
    }

    private void roll() throws IOException {
        // Should that fail, the next attempt comes after as much again: a log is no reason to stop.
        size = 0;
        Files.deleteIfExists(files.older(files.count() - 1));
        for (int number = files.count() - 1; number > 0; number--) {
            if (Files.exists(files.older(number - 1))) {
                Files.move(
                        files.older(number - 1),
                        files.older(number),
                        StandardCopyOption.ATOMIC_MOVE);
            }
        }
        current = opener.open(files.newest());
    }
}
