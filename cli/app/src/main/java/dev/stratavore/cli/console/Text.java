package dev.stratavore.cli.console;

/** Text from elsewhere, made harmless for a terminal. */
public final class Text {
    private static final char REPLACEMENT = '\ufffd';

    private Text() {}

    /** The text with every control and direction character replaced. */
    public static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (harmful(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            plain.append(harmful(next) ? REPLACEMENT : next);
        }
        return plain.toString();
    }

    /** C0, DEL, C1, and the characters that reorder or end a line. */
    private static boolean harmful(char c) {
        return c < ' '
                || (c >= 0x7f && c < 0xa0)
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
