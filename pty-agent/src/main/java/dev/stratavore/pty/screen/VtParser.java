package dev.stratavore.pty.screen;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into text, controls, escape and control sequences, and strings.
 *
 * <p>A state machine after Paul Williams' "A parser for DEC's ANSI-compatible video terminals",
 * reduced to a UTF-8 world: bytes above 0x7f are text, never C1 controls. A sequence may be cut
 * anywhere between calls. Strings are kept up to {@value #MAX_STRING} bytes where somebody reads
 * them and are swallowed without a trace otherwise, so the memory is bounded.
 */
abstract class VtParser {
    static final int ESC = 0x1b;
    static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1a;
    private static final int DEL = 0x7f;
    private static final int MAX_STRING = 4096;
    private static final int FIRST_STRING = 256;

    private static final int GROUND = 0;
    private static final int ESCAPE = 1;
    private static final int CSI = 2;
    private static final int CSI_IGNORE = 3;
    private static final int OSC = 4;
    private static final int SWALLOW = 5;

    private final Params params = new Params();
    private byte[] string = new byte[FIRST_STRING];
    private int stringLength;
    private int escIntermediate;
    private int introducer;
    private int state = GROUND;

    /**
     * Takes printable bytes.
     *
     * @return the first index not taken: a byte below 0x20 or DEL, or {@code to}
     */
    abstract int text(byte[] b, int from, int to);

    abstract void control(int c);

    /** An escape sequence; {@code intermediate} holds up to two bytes, 0 for none. */
    abstract void escape(int intermediate, int c);

    abstract void sequence(Params p, int c);

    /** An operating system command, cut at the limit; {@code bel} tells which terminator it had. */
    abstract void command(byte[] b, int length, boolean bel);

    final void parse(byte[] b, int off, int len) {
        int to = off + len;
        int i = off;
        while (i < to) {
            i =
                    switch (state) {
                        case GROUND -> ground(b, i, to);
                        case CSI -> csi(b, i, to);
                        case OSC -> osc(b, i, to);
                        case SWALLOW -> swallow(b, i, to);
                        default -> inside(b, i);
                    };
        }
    }

    /** Whether no sequence has begun. */
    final boolean isGround() {
        return state == GROUND;
    }

    private int ground(byte[] b, int from, int to) {
        int i = text(b, from, to);
        if (i == to) {
            return i;
        }
        int c = b[i] & 0xff;
        if (c == ESC) {
            enterEscape();
        } else if (c != DEL) {
            control(c);
        }
        return i + 1;
    }

    /** One byte of an escape sequence, or one that is no part of a control sequence. */
    private int inside(byte[] b, int i) {
        int c = b[i] & 0xff;
        if (c >= 0x80) {
            state = GROUND;
            return i;
        }
        if (c < 0x20) {
            controlInside(c);
        } else if (c != DEL) {
            if (state == ESCAPE) {
                escaped(c);
            } else {
                ignored(c);
            }
        }
        return i + 1;
    }

    private void controlInside(int c) {
        switch (c) {
            case ESC -> enterEscape();
            case CAN, SUB -> cancel(c);
            default -> control(c);
        }
    }

    private void cancel(int c) {
        state = GROUND;
        control(c);
    }

    private void enterEscape() {
        state = ESCAPE;
        escIntermediate = 0;
    }

    private void escaped(int c) {
        if (c < 0x30) {
            escIntermediate = ((escIntermediate << 8) & 0xff00) | c;
            return;
        }
        if (escIntermediate == 0) {
            switch (c) {
                case '[' -> {
                    params.clear();
                    begin(c, CSI);
                    return;
                }
                case ']' -> {
                    begin(c, OSC);
                    return;
                }
                // DCS, SOS, PM, APC, and the title string of screen and tmux
                case 'P', 'X', '^', '_', 'k' -> {
                    begin(c, SWALLOW);
                    return;
                }
                default -> {}
            }
        }
        state = GROUND;
        escape(escIntermediate, c);
    }

    private void begin(int c, int next) {
        introducer = c;
        stringLength = 0;
        state = next;
    }

    /**
     * Writes what ends a sequence that has begun, so that one after it is not taken for its rest.
     */
    final void writeCancel(Out out) {
        if (state != GROUND) {
            out.raw(CAN);
        }
    }

    /**
     * Writes the bytes of a sequence that has begun and not ended, so that another parser stands
     * where this one does. What was swallowed is not among them.
     */
    void writeUnfinished(Out out) {
        if (state == GROUND) {
            return;
        }
        out.raw(ESC);
        if (state != ESCAPE) {
            out.raw(introducer);
            for (int i = 0; i < stringLength; i++) {
                out.raw(string[i]);
            }
            return;
        }
        if (escIntermediate > 0xff) {
            out.raw(escIntermediate >> 8);
        }
        if (escIntermediate != 0) {
            out.raw(escIntermediate);
        }
    }

    /** A control sequence in one go; its bytes are kept only where it does not end here. */
    private int csi(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            byte c = b[i];
            if (c >= 0x40 && c != DEL) {
                state = GROUND;
                sequence(params, c);
                return i + 1;
            }
            if (c < 0x20 || c == DEL) {
                keep(b, from, i);
                return inside(b, i);
            }
            i++;
            parameter(c);
            if (state != CSI) {
                break;
            }
        }
        keep(b, from, i);
        return i;
    }

    private void parameter(int c) {
        if (c < 0x30) {
            params.intermediate(c);
        } else if (params.intermediate() != 0) {
            state = CSI_IGNORE;
        } else if (c <= '9') {
            params.digit(c);
        } else if (c <= ';') {
            params.separator(c);
        } else if (params.fresh()) {
            params.prefix(c);
        } else {
            state = CSI_IGNORE;
        }
    }

    private void ignored(int c) {
        keep((byte) c);
        if (c >= 0x40) {
            state = GROUND;
        }
    }

    private int osc(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int c = b[i++] & 0xff;
            if (c >= 0x20) {
                keep((byte) c);
            } else if (c == BEL || c == ESC) {
                state = GROUND;
                if (c == ESC) {
                    enterEscape();
                }
                command(string, stringLength, c == BEL);
                return i;
            } else if (c == CAN || c == SUB) {
                cancel(c);
                return i;
            }
        }
        return i;
    }

    private void keep(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            keep(b[i]);
        }
    }

    private void keep(byte c) {
        if (stringLength == MAX_STRING) {
            return;
        }
        if (stringLength == string.length) {
            string = Arrays.copyOf(string, Math.min(MAX_STRING, string.length * 2));
        }
        string[stringLength++] = c;
    }

    private int swallow(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int c = b[i++];
            if (c == ESC) {
                enterEscape();
                return i;
            }
            if (c == CAN || c == SUB) {
                cancel(c);
                return i;
            }
        }
        return i;
    }
}
