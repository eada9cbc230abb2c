package dev.stratavore.cli.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One file of a log, held open, so that it stays the same under whatever name it gets. */
final class LogPart implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final String IDENTITY = "unix:ino";

    private final FileChannel channel;
    private final Object identity;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    /** Gets a line, its end included. */
    interface Sink {
        void line(byte[] line) throws IOException;
    }

    private LogPart(FileChannel channel, Object identity) {
        this.channel = channel;
        this.identity = identity;
    }

    /** Opens the file of this name, or null if there is none. */
    static @Nullable LogPart open(Path file) throws IOException {
        while (true) {
            Object before = identity(file);
            if (before == null) {
                return null;
            }
            FileChannel channel;
            try {
                channel = FileChannel.open(file, StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                return null;
            }
            if (before.equals(identity(file))) {
                return new LogPart(channel, before);
            }
            // Another file has taken the name meanwhile.
            channel.close();
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        try {
            return Files.getAttribute(file, IDENTITY);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean is(LogPart other) {
        return identity.equals(other.identity);
    }

    /** Whether this file has the name now. */
    boolean isAt(Path file) throws IOException {
        return identity.equals(identity(file));
    }

    /** Tells the whole lines from where the last call ended. */
    void read(Sink sink) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (channel.read(block.clear()) > 0) {
            byte[] bytes = block.array();
            int from = 0;
            for (int i = 0; i < block.position(); i++) {
                if (bytes[i] == '\n') {
                    open.write(bytes, from, i + 1 - from);
                    from = i + 1;
                    sink.line(open.toByteArray());
                    open.reset();
                }
            }
            open.write(bytes, from, block.position() - from);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
