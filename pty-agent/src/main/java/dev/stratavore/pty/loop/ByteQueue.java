package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Bytes on their way, in order; its memory follows its content. Not thread-safe. */
public final class ByteQueue {
    private static final int LEAST = 4 << 10;
    private static final byte[] NOTHING = {};

    private byte[] held = NOTHING;
    private int start;
    private int end;

    /** How many bytes wait. */
    public int size() {
        return end - start;
    }

    /** Appends bytes. */
    public void add(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, held, end, length);
        end += length;
    }

    /** Copies the first bytes, up to a number, and leaves them here; how many that were. */
    public int peek(MemorySegment into, int most) {
        int count = Math.min(most, size());
        MemorySegment.copy(held, start, into, JAVA_BYTE, 0, count);
        return count;
    }

    /** Removes bytes from the front. */
    public void drop(int count) {
        start += count;
        if (start == end) {
            clear();
        }
    }

    /** Forgets everything. */
    public void clear() {
        held = NOTHING;
        start = 0;
        end = 0;
    }

    private void reserve(int more) {
        if (end + more <= held.length) {
            return;
        }
        int size = size();
        if (size + more <= held.length && start >= held.length / 2) {
            System.arraycopy(held, start, held, 0, size);
        } else {
            int capacity = Math.max(LEAST, Math.max(size + more, size * 2));
            held = Arrays.copyOf(Arrays.copyOfRange(held, start, end), capacity);
        }
        start = 0;
        end = size;
    }
}
