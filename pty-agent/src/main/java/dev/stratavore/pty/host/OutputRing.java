package dev.stratavore.pty.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.stratavore.pty.screen.Mirror;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The newest output of an attempt, addressed by the 64-bit offset of each byte. It grows with its
 * content up to its limit. Bytes from a {@link #slices} call on stay as they are until {@link
 * #limit} minus that many more bytes were appended, so another thread may read them.
 */
final class OutputRing {
    private static final int FIRST = 8 << 10;

    private final int limit;
    private byte[] data = new byte[FIRST];
    private long start;
    private long end;

    OutputRing(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** The offset of the oldest byte that is here. */
    long start() {
        return start;
    }

    /** The offset of the next byte to come. */
    long end() {
        return end;
    }

    void append(byte[] bytes, int length) {
        grow(length);
        int from = Math.max(0, length - data.length);
        for (int done = from; done < length; ) {
            int at = (int) ((end + done) % data.length);
            int count = Math.min(length - done, data.length - at);
            System.arraycopy(bytes, done, data, at, count);
            done += count;
        }
        end += length;
        start = Math.max(start, end - data.length);
    }

    private void grow(int more) {
        long needed = end - start + more;
        if (needed <= data.length || data.length >= limit) {
            return;
        }
        int capacity = (int) Math.min(limit, Math.max(needed, 2L * data.length));
        byte[] into = new byte[capacity];
        for (long at = start; at < end; ) {
            int from = (int) (at % data.length);
            int to = (int) (at % capacity);
            int count = (int) Math.min(end - at, Math.min(data.length - from, capacity - to));
            System.arraycopy(data, from, into, to, count);
            at += count;
        }
        data = into;
    }

    /** Copies bytes from an offset that is here; how many, at most what there is. */
    int copy(long offset, MemorySegment into, long position, int most) {
        int count = (int) Math.min(most, end - offset);
        for (int done = 0; done < count; ) {
            int at = (int) ((offset + done) % data.length);
            int some = Math.min(count - done, data.length - at);
            MemorySegment.copy(data, at, into, JAVA_BYTE, position + done, some);
            done += some;
        }
        return count;
    }

    /** The bytes between two offsets that are here, without a copy. */
    List<ByteBuffer> slices(long from, long to) {
        int at = (int) (from % data.length);
        int length = (int) (to - from);
        int first = Math.min(length, data.length - at);
        ByteBuffer head = ByteBuffer.wrap(data, at, first);
        return first == length
                ? List.of(head)
                : List.of(head, ByteBuffer.wrap(data, 0, length - first));
    }

    /** Shows a mirror what there is from an offset on that is here. */
    void feed(long from, Mirror mirror) {
        for (ByteBuffer slice : slices(from, end)) {
            mirror.feed(data, slice.position(), slice.remaining());
        }
    }

    /** A copy of the bytes between two offsets that are here. */
    byte[] bytes(long from, long to) {
        byte[] copy = new byte[(int) (to - from)];
        MemorySegment into = MemorySegment.ofArray(copy);
        int count = copy(from, into, 0, copy.length);
        return count == copy.length ? copy : Arrays.copyOf(copy, count);
    }
}
