package dev.stratavore.pty.host;

import dev.stratavore.pty.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One host per state directory: held by the kernel for as long as the process lives. */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock and says who has it, or null if another process has it. */
    static @Nullable StateLock take(Path state, String holder) throws IOException {
        PrivateFiles.directories(state);
        FileChannel channel =
                PrivateFiles.open(file(state), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        ByteBuffer text = ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) {
            channel.write(text);
        }
        return new StateLock(channel);
    }

    /** What the holder of the lock says of itself. */
    static String holder(Path state) throws IOException {
        return Files.readString(file(state)).strip();
    }

    private static Path file(Path state) {
        return state.resolve("agent.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
