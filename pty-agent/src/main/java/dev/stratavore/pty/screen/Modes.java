package dev.stratavore.pty.screen;

/**
 * The modes of a terminal that are not its cells, cursor or pen, and how to undo them.
 *
 * <p>Mouse reporting and its encoding are one value each, as in xterm: the last one set wins and
 * resetting any turns it off.
 */
final class Modes {
    private static final int CURSOR_KEYS = 1;
    private static final int AUTOWRAP = 7;
    private static final int CURSOR_VISIBLE = 25;
    private static final int KEYPAD = 66;
    private static final int SYNCHRONIZED = 2026;

    /** The DEC private modes that are one flag; the position is the flag's bit. */
    private static final int[] FLAGS = {
        CURSOR_KEYS,
        5,
        AUTOWRAP,
        12,
        CURSOR_VISIBLE,
        KEYPAD,
        1004,
        2004,
        SYNCHRONIZED,
        2027,
        2031,
        2048
    };

    private static final int AUTOWRAP_BIT = bit(AUTOWRAP);
    private static final int DEFAULTS = AUTOWRAP_BIT | bit(CURSOR_VISIBLE);

    private final KittyKeys primaryKeys = new KittyKeys();
    private final KittyKeys alternateKeys = new KittyKeys();
    final OscState colours = new OscState();
    private int flags = DEFAULTS;
    private int mouse;
    private int mouseEncoding;
    private int cursorStyle;
    private int modifyOtherKeys;
    private boolean insert;
    private boolean newLine;
    private boolean alternate;

    boolean autowrap() {
        return (flags & AUTOWRAP_BIT) != 0;
    }

    boolean insert() {
        return insert;
    }

    boolean newLine() {
        return newLine;
    }

    boolean alternate() {
        return alternate;
    }

    /** Switches the screen's modes; the alternate screen starts with an empty keyboard stack. */
    void alternate(boolean on) {
        alternate = on;
        alternateKeys.clear();
    }

    KittyKeys keys() {
        return alternate ? alternateKeys : primaryKeys;
    }

    /** Writes the primary screen's keyboard stack; the one in use is {@link #keys}. */
    void writePrimaryKeys(Out out) {
        primaryKeys.write(out);
    }

    void keypad(boolean application) {
        flag(KEYPAD, application);
    }

    /** RIS: everything as at the start. */
    void reset() {
        flags = DEFAULTS;
        mouse = 0;
        mouseEncoding = 0;
        cursorStyle = 0;
        modifyOtherKeys = 0;
        insert = false;
        newLine = false;
        alternate(false);
        primaryKeys.clear();
        colours.clear();
    }

    /** DECSTR: what a program's own soft reset takes back. */
    void softReset() {
        int soft = bit(CURSOR_KEYS) | bit(AUTOWRAP) | bit(CURSOR_VISIBLE) | bit(KEYPAD);
        flags = (flags & ~soft) | (DEFAULTS & soft);
        insert = false;
    }

    /** Handles a control sequence that concerns nothing but modes; false if it does not. */
    boolean sequence(Params p, int c) {
        int kind = (p.prefix() << 24) | (p.intermediate() << 8) | c;
        switch (kind) {
            case ('?' << 24) | 'h', ('?' << 24) | 'l' -> {
                for (int i = 0; i < p.count(); i++) {
                    privateMode(p.raw(i), c == 'h');
                }
                return false;
            }
            case 'h', 'l' -> ansiModes(p, c == 'h');
            case (' ' << 8) | 'q' -> cursorStyle = p.raw(0) <= 6 ? p.raw(0) : cursorStyle;
            case ('>' << 24) | 'm' -> modifyKeys(p);
            case ('>' << 24) | 'n' -> modifyOtherKeys = p.raw(0) == 4 ? 0 : modifyOtherKeys;
            case ('>' << 24) | 'u' -> keys().push(p.raw(0));
            case ('<' << 24) | 'u' -> keys().pop(p.get(0, 1));
            case ('=' << 24) | 'u' -> keys().set(p.raw(0), p.get(1, 1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ansiModes(Params p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            switch (p.raw(i)) {
                case 4 -> insert = on;
                case 20 -> newLine = on;
                default -> {}
            }
        }
    }

    private void modifyKeys(Params p) {
        if (p.raw(0) == 4) {
            modifyOtherKeys = p.raw(1) <= 3 ? p.raw(1) : 0;
        } else if (p.count() == 1 && p.raw(0) == 0) {
            modifyOtherKeys = 0;
        }
    }

    private void privateMode(int code, boolean on) {
        switch (code) {
            case 9, 1000, 1001, 1002, 1003 -> mouse = on ? code : 0;
            case 1005, 1006, 1015, 1016 -> mouseEncoding = on ? code : 0;
            default -> flag(code, on);
        }
    }

    private void flag(int code, boolean on) {
        if (on) {
            flags |= bit(code);
        } else {
            flags &= ~bit(code);
        }
    }

    private static int bit(int code) {
        for (int i = 0; i < FLAGS.length; i++) {
            if (FLAGS[i] == code) {
                return 1 << i;
            }
        }
        return 0;
    }

    /** The answer of DECRQM for a private mode: 1 set, 2 reset, 0 not known. */
    int ask(int code) {
        return switch (code) {
            case 9, 1000, 1001, 1002, 1003 -> answer(mouse == code);
            case 1005, 1006, 1015, 1016 -> answer(mouseEncoding == code);
            case 47, 1047, 1049 -> answer(alternate);
            default -> bit(code) == 0 ? 0 : answer((flags & bit(code)) != 0);
        };
    }

    /** The answer of DECRQM for an ANSI mode. */
    int askAnsi(int code) {
        return switch (code) {
            case 4 -> answer(insert);
            case 20 -> answer(newLine);
            default -> 0;
        };
    }

    static int answer(boolean on) {
        return on ? 1 : 2;
    }

    /** Writes what brings a terminal in an unknown state to the defaults of all these modes. */
    static void writeDefaults(Out out) {
        out.csi("?1;5;12;1004;2004;2027;2031;2048l").csi("?9;1000;1002;1003;1005;1006;1015;1016l");
        out.csi("?7;25h").csi("4;20l").esc(">").csi(">4m").csi("0 q");
    }

    /**
     * Writes the modes that differ from the defaults; not the screen, keyboard stack and update.
     */
    void write(Out out) {
        int changed = (flags ^ DEFAULTS) & ~bit(SYNCHRONIZED);
        for (int code : FLAGS) {
            if ((changed & bit(code)) != 0) {
                writeFlag(out, code, (flags & bit(code)) != 0);
            }
        }
        if (mouse != 0) {
            out.csi("?").num(mouse).ascii("h");
        }
        if (mouseEncoding != 0) {
            out.csi("?").num(mouseEncoding).ascii("h");
        }
        if (insert) {
            out.csi("4h");
        }
        if (newLine) {
            out.csi("20h");
        }
        if (cursorStyle != 0) {
            out.csi("").num(cursorStyle).ascii(" q");
        }
        if (modifyOtherKeys != 0) {
            out.csi(">4;").num(modifyOtherKeys).ascii("m");
        }
    }

    private static void writeFlag(Out out, int code, boolean on) {
        if (code == KEYPAD) {
            out.esc(on ? "=" : ">");
        } else {
            out.csi("?").num(code).ascii(on ? "h" : "l");
        }
    }

    /** Whether the program has asked the terminal to hold its drawing back. */
    boolean synchronizedUpdate() {
        return (flags & bit(SYNCHRONIZED)) != 0;
    }

    /**
     * Writes what undoes the update, the screen and the keyboard stacks; leaving restores a cursor.
     */
    void undoScreen(Out out) {
        if (synchronizedUpdate()) {
            out.csi("?2026l");
        }
        if (alternate) {
            alternateKeys.undo(out);
            out.csi("?1049l");
        }
        primaryKeys.undo(out);
    }

    /** Writes what undoes the other modes. */
    void undo(Out out) {
        int changed = (flags ^ DEFAULTS) & ~bit(SYNCHRONIZED);
        for (int code : FLAGS) {
            if ((changed & bit(code)) != 0) {
                writeFlag(out, code, (DEFAULTS & bit(code)) != 0);
            }
        }
        if (mouse != 0) {
            // some terminals keep one flag for each of them
            out.csi("?1000;1002;1003l").csi("?").num(mouse).ascii("l");
        }
        if (mouseEncoding != 0) {
            out.csi("?").num(mouseEncoding).ascii("l");
        }
        if (insert) {
            out.csi("4l");
        }
        if (newLine) {
            out.csi("20l");
        }
        if (cursorStyle != 0) {
            out.csi("0 q");
        }
        if (modifyOtherKeys != 0) {
            out.csi(">4m");
        }
        colours.undo(out);
    }
}
