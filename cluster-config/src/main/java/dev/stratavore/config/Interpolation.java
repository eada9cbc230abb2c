package dev.stratavore.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in the text of a file: {@code ${NAME}} by the variable, which must be set;
 * {@code ${NAME:-text}} by the variable, or by the text where it is unset or empty; {@code $$} by
 * one dollar sign. Any other dollar sign stands for itself, so that most passwords need no escape.
 */
final class Interpolation {
    private static final String FALLBACK = ":-";

    private final Map<String, String> environment;
    private final Set<String> used = new HashSet<>();

    Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The names that any text asked for. */
    Set<String> used() {
        return used;
    }

    /** The text with all replaced, or what stands in the way. */
    Outcome expand(String text) {
        if (text.indexOf('$') < 0) {
            return new Outcome(text, null);
        }
        StringBuilder result = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$' || at + 1 == text.length()) {
                result.append(c);
                at++;
            } else if (text.charAt(at + 1) == '$') {
                result.append('$');
                at += 2;
            } else if (text.charAt(at + 1) == '{') {
                int close = text.indexOf('}', at);
                if (close < 0) {
                    return Outcome.failed("a ${ without its }; write $${ for the two characters");
                }
                Outcome one = reference(text.substring(at + 2, close));
                if (one.problem() != null) {
                    return one;
                }
                result.append(one.text());
                at = close + 1;
            } else {
                result.append(c);
                at++;
            }
        }
        return new Outcome(result.toString(), null);
    }

    /** The text that {@link #expand} turns into this one. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            escaped.append(c == '$' && (next == '$' || next == '{') ? "$$" : String.valueOf(c));
        }
        return escaped.toString();
    }

    private Outcome reference(String inside) {
        int split = inside.indexOf(FALLBACK);
        String name = split < 0 ? inside : inside.substring(0, split);
        if (!Ascii.isVariable(name)) {
            return Outcome.failed("${...} must hold the name of a variable");
        }
        used.add(name);
        String value = environment.get(name);
        if (split < 0) {
            return value == null
                    ? Outcome.failed("the variable " + name + " is not set")
                    : new Outcome(value, null);
        }
        String fallback = inside.substring(split + FALLBACK.length());
        if (fallback.contains("${")) {
            return Outcome.failed("the text after :- cannot hold another ${...}");
        }
        return new Outcome(value == null || value.isEmpty() ? fallback : value, null);
    }

    /**
     * A text, or a problem and no text worth reading.
     *
     * @param problem null if all went well
     */
    record Outcome(String text, @Nullable String problem) {
        static Outcome failed(String problem) {
            return new Outcome("", problem);
        }
    }
}
