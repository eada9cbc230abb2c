package dev.stratavore.pty.screen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Runs of bytes that switch nothing on a terminal: text and what moves the cursor to another column
 * or line (BEL, BS, TAB, LF, CR). Nearly all output is such runs, and who only follows modes need
 * not look into them.
 */
public final class PlainText {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BLANKS = 0x2020_2020_2020_2020L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int FIRST_PLAIN = 0x07;
    private static final int LF = 0x0a;
    private static final int CR = 0x0d;

    private PlainText() {}

    /**
     * The end of the run that begins at an index: the first byte of the range that is a C0 control
     * other than those named above, or {@code to}. Bytes above 0x7f are text.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static int end(byte[] b, int from, int to) {
        Objects.checkFromToIndex(from, to, b.length);
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) EIGHT.get(b, i);
            // A borrow can only mark bytes above one that is rightly marked.
            long controls = (word - BLANKS) & ~word & HIGH_BITS;
            if (controls == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(controls) / Byte.SIZE;
            if (!moves(b[i])) {
                return i;
            }
            i++;
        }
        while (i < to && (b[i] >= ' ' || b[i] < 0 || moves(b[i]))) {
            i++;
        }
        return i;
    }

    private static boolean moves(byte c) {
        return (c >= FIRST_PLAIN && c <= LF) || c == CR;
    }
}
