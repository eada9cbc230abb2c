package dev.stratavore.core.edge;

import java.util.Optional;

/** Checks of the texts that requests carry. */
final class Texts {
    /** More than any name, reference, word or model that exists. */
    static final int MAX_WORD = 200;

    /** A path of the file system, or a description. */
    static final int MAX_LINE = 4096;

    private Texts() {}

    /** Empty means absent; else one line of at most so many characters. */
    static Optional<String> optional(String field, String value, int maxLength) {
        return value.isEmpty() ? Optional.empty() : Optional.of(line(field, value, maxLength));
    }

    /** One line of at most so many characters. */
    static String line(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw Refused.invalid(field + " is longer than " + maxLength + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid(field + " has control characters");
        }
        return value;
    }

    /** Any text that a process can be given: all but NUL. */
    static String argument(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw Refused.invalid(field + " has a NUL character");
        }
        return value;
    }

    /** Whether the text can occur in an id or a name at all, so that a look-up makes sense. */
    static boolean canBeReference(String text) {
        return text.length() <= MAX_WORD && text.chars().noneMatch(Character::isISOControl);
    }
}
