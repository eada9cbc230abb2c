package dev.stratavore.supervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The one exclusive lock of a state directory, held for the daemon's life. The kernel frees it when
 * the process goes, however it goes, so a reused pid means nothing.
 */
final class DaemonLock {
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final Optional<Object> key;

    private DaemonLock(Path file, FileChannel channel, FileLock lock) throws IOException {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.key = keyOf(file);
    }

    /** Takes the lock and writes our pid for people to read; empty if another daemon holds it. */
    static Optional<DaemonLock> tryTake(Path file) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new DaemonLock(file, channel, lock));
    }

    /** The pid that the holder wrote, for a message; possibly of a daemon that is gone by now. */
    static String holder(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    /** Whether the directory is still ours: nobody has put another lock file in its place. */
    boolean holds() throws IOException {
        return key.isPresent() && key.equals(keyOf(file));
    }

    private static Optional<Object> keyOf(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.ofNullable(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                : Optional.empty();
    }

    void close() throws IOException {
        lock.release();
        channel.close();
    }
}
