package dev.stratavore.pty.screen;

/** What the next character is written with: style, charsets and origin; DECSC saves all of it. */
final class Pen {
    static final int ASCII = 'B';
    static final int GRAPHICS = '0';
    static final int UK = 'A';

    long style;

    /** The underline's colour, as in {@link Style}. */
    int underlineColour;

    int g0 = ASCII;
    int g1 = ASCII;

    /** SO is in force: G1 is read. */
    boolean shifted;

    boolean origin;

    void copy(Pen from) {
        style = from.style;
        underlineColour = from.underlineColour;
        g0 = from.g0;
        g1 = from.g1;
        shifted = from.shifted;
        origin = from.origin;
    }

    void reset() {
        plain();
        g0 = ASCII;
        g1 = ASCII;
        shifted = false;
        origin = false;
    }

    void plain() {
        style = Style.PLAIN;
        underlineColour = 0;
    }

    boolean isPlain() {
        return style == Style.PLAIN && underlineColour == 0;
    }

    boolean charsetsAreDefault() {
        return g0 == ASCII && g1 == ASCII && !shifted;
    }

    /** The charset in use. */
    int charset() {
        return shifted ? g1 : g0;
    }

    /** Handles {@code ESC ( c} and {@code ESC ) c}; sets that are not known act as ASCII. */
    void designate(int intermediate, int c) {
        int set = c == GRAPHICS || c == UK ? c : ASCII;
        if (intermediate == '(') {
            g0 = set;
        } else if (intermediate == ')') {
            g1 = set;
        }
    }
}
