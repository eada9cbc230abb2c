package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Frames on disk, each behind its length and a CRC-32. A damaged record ends the file, and so do
 * zeros: there are always some at the end, so that a disk that has become full still takes the ends
 * of what runs.
 */
final class JournalFile {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int RESERVE = 64 << 10;

    private final Path path;
    private FileChannel channel;
    private long sound;
    private long reserved;

    JournalFile(Path path) throws IOException {
        this.path = path;
        this.channel = openChannel(path);
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** All frames; what follows the last sound one is cut off. */
    List<Frame> read() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(path));
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = next(in); frame != null; frame = next(in)) {
            frames.add(frame);
            sound = in.position();
        }
        channel.truncate(sound);
        reserved = sound;
        return frames;
    }

    private static @Nullable Frame next(ByteBuffer in) {
        if (in.remaining() < HEADER) {
            return null;
        }
        int length = in.getInt();
        int crc = in.getInt();
        if (length <= 0 || length > in.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        if (crc(bytes) != crc) {
            return null;
        }
        try {
            FrameDecoder decoder = new FrameDecoder();
            decoder.feed(bytes, 0, length);
            return decoder.next();
        } catch (FrameException e) {
            return null;
        }
    }

    void append(Frame frame) throws IOException {
        if (reserved - sound < RESERVE / 2) {
            reserve();
        }
        ByteBuffer record = record(frame);
        int length = record.remaining();
        channel.position(sound);
        try {
            PrivateFiles.writeFully(channel, record);
            sound += length;
            reserved = Math.max(reserved, sound);
        } catch (IOException e) {
            PrivateFiles.cutBack(channel, sound, e);
            reserved = sound;
            throw e;
        }
    }

    /** A disk that has no room for this may still have some for the next record. */
    private void reserve() {
        try {
            channel.position(reserved);
            PrivateFiles.writeFully(channel, ByteBuffer.allocate(RESERVE));
            reserved += RESERVE;
        } catch (IOException e) {
            PrivateFiles.cutBack(channel, reserved, e);
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    long bytes() {
        return sound;
    }

    void rewrite(List<Frame> frames) throws IOException {
        List<ByteBuffer> records = new ArrayList<>();
        int size = 0;
        for (Frame frame : frames) {
            ByteBuffer record = record(frame);
            records.add(record);
            size += record.remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        records.forEach(all::put);
        PrivateFiles.replace(path, all.flip());
        channel.close();
        channel = openChannel(path);
        sound = size;
        reserved = size;
    }

    private static ByteBuffer record(Frame frame) {
        byte[] bytes = FrameEncoder.encodeToBytes(frame);
        return ByteBuffer.allocate(HEADER + bytes.length)
                .putInt(bytes.length)
                .putInt(crc(bytes))
                .put(bytes)
                .flip();
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    void close() throws IOException {
        channel.close();
    }
}
