package dev.stratavore.pty.screen;

import java.nio.charset.StandardCharsets;

/** Mirrors fed with text, where {@code \e} is written as {@code \033}. */
final class Fed {
    private Fed() {}

    static Mirror mirror(int cols, int rows, String text) {
        return feed(new Mirror(cols, rows), text);
    }

    static Mirror feed(Mirror mirror, String text) {
        byte[] b = bytes(text);
        mirror.feed(b, 0, b.length);
        return mirror;
    }

    static Mirror again(Mirror mirror) {
        return feed(new Mirror(mirror.cols(), mirror.rows()), mirror.snapshot());
    }

    static Mirror feed(Mirror mirror, byte[] b) {
        mirror.feed(b, 0, b.length);
        return mirror;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes as text that can be read in a failure. */
    static String shown(byte[] b) {
        return new String(b, StandardCharsets.UTF_8).replace("\033", "\\e");
    }

    static String snapshot(Mirror mirror) {
        return shown(mirror.snapshot());
    }

    /** The cursor as "column,row" counted from 0, with a + where a wrap is pending. */
    static String cursor(Mirror mirror) {
        Cursor c = mirror.screen().cursor;
        return c.x + "," + c.y + (c.pending ? "+" : "");
    }
}
