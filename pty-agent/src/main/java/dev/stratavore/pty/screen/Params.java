package dev.stratavore.pty.screen;

/** The parameters of one control sequence, reused from sequence to sequence. */
final class Params {
    static final int MAX = 32;
    private static final int LARGEST = 99_999;

    private final int[] values = new int[MAX];
    private int count;
    private int colons;
    private int prefix;
    private int intermediate;
    private boolean fresh;

    void clear() {
        count = 0;
        colons = 0;
        prefix = 0;
        intermediate = 0;
        fresh = true;
        values[0] = 0;
    }

    void digit(int c) {
        fresh = false;
        if (count < MAX) {
            values[count] = Math.min(LARGEST, values[count] * 10 + c - '0');
        }
    }

    void separator(int c) {
        fresh = false;
        if (count < MAX) {
            count++;
        }
        if (count < MAX) {
            values[count] = 0;
            if (c == ':') {
                colons |= 1 << count;
            }
        }
    }

    void prefix(int c) {
        fresh = false;
        prefix = c;
    }

    /** The last two intermediate bytes are kept as one number. */
    void intermediate(int c) {
        intermediate = ((intermediate << 8) & 0xff00) | c;
    }

    /** Whether nothing has been read yet, so that a private marker may come. */
    boolean fresh() {
        return fresh;
    }

    /** The private marker {@code <=>?}, or 0. */
    int prefix() {
        return prefix;
    }

    int intermediate() {
        return intermediate;
    }

    /** How many parameters were written, at least one. */
    int count() {
        return Math.min(count + 1, MAX);
    }

    /** A parameter as written, 0 where it is missing. */
    int raw(int i) {
        return i < count() ? values[i] : 0;
    }

    /** A parameter where 0 and absence mean {@code otherwise}. */
    int get(int i, int otherwise) {
        int value = raw(i);
        return value == 0 ? otherwise : value;
    }

    /** Whether a parameter belongs to the one before it ({@code 4:3}). */
    boolean isSub(int i) {
        return i < count() && ((colons >>> i) & 1) != 0;
    }

    /** The index after a parameter and its sub-parameters. */
    int afterGroup(int i) {
        int end = i + 1;
        while (isSub(end)) {
            end++;
        }
        return end;
    }

    boolean plain() {
        return prefix == 0 && intermediate == 0;
    }
}
