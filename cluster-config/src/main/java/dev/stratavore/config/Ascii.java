package dev.stratavore.config;

/** Character classes of variable names, without regular expressions and without other scripts. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** A name of an environment variable as a shell takes it. */
    static boolean isVariable(String name) {
        return !name.isEmpty() && !isDigit(name.charAt(0)) && hasOnlyNameCharacters(name);
    }

    /** Letters, digits and underscores, or nothing at all. */
    private static boolean hasOnlyNameCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (!isLower(c) && !upper && !isDigit(c) && c != '_') {
                return false;
            }
        }
        return true;
    }
}
