package dev.stratavore.pty.spi;

import java.util.regex.Pattern;

/** The name of a variable, where {@code *} stands for any characters. Names are case-sensitive. */
final class NamePattern {
    private final Pattern pattern;

    NamePattern(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a pattern of variable names: " + text);
        }
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    static boolean isValid(String text) {
        return !text.isBlank() && text.indexOf('=') < 0 && text.indexOf('\0') < 0;
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
