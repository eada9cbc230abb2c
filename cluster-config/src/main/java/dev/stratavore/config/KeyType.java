package dev.stratavore.config;

import org.jspecify.annotations.Nullable;

/**
 * How the text of a key is checked, turned into a value and shown again. Every source gives text,
 * so one type serves files, variables and flags alike.
 */
sealed interface KeyType<T>
        permits ScalarTypes.Text,
                ScalarTypes.WholeNumber,
                ScalarTypes.Toggle,
                ScalarTypes.Choice,
                ScalarTypes.Hidden,
                SpecialTypes.ReadableFile,
                SpecialTypes.Names,
                SpecialTypes.LoopbackAddress,
                SpecialTypes.DetachKeys {
    /** What would be right, if the text is not; never quotes the text. */
    @Nullable String problem(String text);

    /** The value of a text without a problem. */
    T value(String text);

    /** The value as YAML on one line. */
    String show(T value);

    /**
     * The value as a program reads it: a whole number, a truth value, a text or a list of texts.
     */
    Object plain(T value);

    /** What the key takes, for the reference. */
    String describe();

    /** Whether a YAML list is taken; its items arrive joined by commas. */
    default boolean takesList() {
        return false;
    }

    /** Whether a leading {@code ~/} stands for the home directory. */
    default boolean isPath() {
        return false;
    }

    /** The text as a file would have to write it for the text to come out. */
    static String yaml(String text) {
        return quote(Interpolation.escape(text));
    }

    /** Double quotes around the text, escaped as YAML and JSON both read it. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append("\\x")
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 0xf, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Whether a control character is in the text: none belongs into a name, host or path. */
    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
