package dev.stratavore.pty.screen;

/**
 * What operating system commands have left behind in a terminal beyond its cells: changed colours,
 * an open hyperlink, a progress bar.
 */
final class OscState {
    private static final int PALETTE = 1;
    private static final int FOREGROUND = 1 << 1;
    private static final int BACKGROUND = 1 << 2;
    private static final int CURSOR = 1 << 3;
    private static final int HYPERLINK = 1 << 4;
    private static final int PROGRESS = 1 << 5;

    private int left;

    void clear() {
        left = 0;
    }

    /** Takes note of one command. */
    void command(byte[] b, int length) {
        int number = number(b, length);
        int from = payload(b, length);
        switch (number) {
            case 4 -> colour(PALETTE, b, from, length);
            case 10 -> colour(FOREGROUND, b, from, length);
            case 11 -> colour(BACKGROUND, b, from, length);
            case 12 -> colour(CURSOR, b, from, length);
            case 104 -> set(PALETTE, false);
            case 110 -> set(FOREGROUND, false);
            case 111 -> set(BACKGROUND, false);
            case 112 -> set(CURSOR, false);
            case 8 -> set(HYPERLINK, length > 0 && b[length - 1] != ';');
            case 9 -> progress(b, from, length);
            default -> {}
        }
    }

    private void colour(int which, byte[] b, int from, int length) {
        boolean question = length > from && b[length - 1] == '?';
        if (length > from && !question) {
            set(which, true);
        }
    }

    /** ConEmu's {@code 9 ; 4 ; state ; percent}: state 0 takes the bar away. */
    private void progress(byte[] b, int from, int length) {
        if (length >= from + 3 && b[from] == '4' && b[from + 1] == ';') {
            set(PROGRESS, b[from + 2] != '0');
        }
    }

    private void set(int which, boolean on) {
        left = on ? left | which : left & ~which;
    }

    void undo(Out out) {
        undo(out, HYPERLINK, "8;;");
        undo(out, PALETTE, "104");
        undo(out, FOREGROUND, "110");
        undo(out, BACKGROUND, "111");
        undo(out, CURSOR, "112");
        undo(out, PROGRESS, "9;4;0");
    }

    private void undo(Out out, int which, String command) {
        if ((left & which) != 0) {
            out.esc("]").ascii(command).raw(VtParser.BEL);
        }
    }

    /** The number a command starts with, -1 if it has none. */
    static int number(byte[] b, int length) {
        int n = 0;
        int i = 0;
        while (i < length && i < 5 && b[i] >= '0' && b[i] <= '9') {
            n = n * 10 + b[i++] - '0';
        }
        return i == 0 || (i < length && b[i] != ';') ? -1 : n;
    }

    /** Where the text behind the number starts. */
    static int payload(byte[] b, int length) {
        int i = 0;
        while (i < length && b[i] != ';') {
            i++;
        }
        return Math.min(length, i + 1);
    }
}
