package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.TerminalSize;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One fact about an attempt and its output. On disk, big-endian, 40 bytes: kind (u8), three zero
 * bytes, two i32, three i64, of which each kind uses its own, and a CRC-32 of all before.
 */
public sealed interface IndexRecord {
    int BYTES = 40;

    /** The attempt is about to be started. */
    record Launched(long fence, long wallMillis) implements IndexRecord {}

    /** Its program runs. */
    record Started(ProcessIdentity process) implements IndexRecord {}

    /** A segment starts at an offset, on a terminal of this size. */
    record Segment(int number, TerminalSize size, long offset, long wallMillis)
            implements IndexRecord {}

    /** The terminal's size changed. */
    record Resized(TerminalSize size, long offset, long wallMillis) implements IndexRecord {}

    /** What follows the offset was written at this time or later. */
    record Mark(long offset, long wallMillis) implements IndexRecord {}

    /** The program has ended. */
    record Ended(ExitStatus status, long offset, long wallMillis) implements IndexRecord {}

    /** The bytes of a record. */
    static ByteBuffer encode(IndexRecord record) {
        ByteBuffer to = ByteBuffer.allocate(BYTES);
        switch (record) {
            case Launched(long fence, long wall) -> put(to, 1, 0, 0, fence, wall, 0);
            case Started(ProcessIdentity p) ->
                    put(to, 2, 0, 0, p.pid(), p.startTicks(), p.startedMillis());
            case Segment(int number, TerminalSize size, long offset, long wall) ->
                    put(to, 3, number, pack(size), offset, wall, 0);
            case Resized(TerminalSize size, long offset, long wall) ->
                    put(to, 4, 0, pack(size), offset, wall, 0);
            case Mark(long offset, long wall) -> put(to, 5, 0, 0, offset, wall, 0);
            case Ended(ExitStatus status, long offset, long wall) ->
                    put(to, 6, code(status), signal(status), offset, wall, 0);
        }
        to.putInt(BYTES - Integer.BYTES, crc(to));
        return to.clear();
    }

    /** The record at the buffer's position, or null if it is damaged or of an unknown kind. */
    static @Nullable IndexRecord decode(ByteBuffer from) {
        ByteBuffer in = from.slice(from.position(), BYTES);
        if (in.getInt(BYTES - Integer.BYTES) != crc(in)) {
            return null;
        }
        int a = in.getInt(4);
        int b = in.getInt(8);
        long x = in.getLong(12);
        long y = in.getLong(20);
        return switch (in.get(0)) {
            case 1 -> new Launched(x, y);
            case 2 -> new Started(new ProcessIdentity(x, y, in.getLong(28)));
            case 3 -> new Segment(a, unpack(b), x, y);
            case 4 -> new Resized(unpack(b), x, y);
            case 5 -> new Mark(x, y);
            case 6 -> new Ended(status(a, b), x, y);
            default -> null;
        };
    }

    private static void put(ByteBuffer to, int kind, int a, int b, long x, long y, long z) {
        to.putInt(kind << 24).putInt(a).putInt(b).putLong(x).putLong(y).putLong(z);
    }

    private static int crc(ByteBuffer record) {
        var crc = new CRC32();
        crc.update(record.duplicate().position(0).limit(BYTES - Integer.BYTES));
        return (int) crc.getValue();
    }

    private static int pack(TerminalSize size) {
        return size.cols() << 16 | size.rows();
    }

    private static TerminalSize unpack(int packed) {
        return TerminalSize.of(packed >>> 16, packed & 0xffff);
    }

    private static int code(ExitStatus status) {
        return status instanceof ExitStatus.Exited(int code) ? code : -1;
    }

    private static int signal(ExitStatus status) {
        return status instanceof ExitStatus.Signaled(int signal) ? signal : -1;
    }

    private static ExitStatus status(int code, int signal) {
        if (code >= 0) {
            return new ExitStatus.Exited(code);
        }
        return signal > 0 ? new ExitStatus.Signaled(signal) : new ExitStatus.Lost();
    }
}
