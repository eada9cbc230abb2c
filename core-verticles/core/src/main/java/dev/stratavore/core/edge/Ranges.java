package dev.stratavore.core.edge;

/** Checks of the numbers that requests carry. */
final class Ranges {
    private Ranges() {}

    static int within(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw Refused.invalid(field + " must be " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    static long within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw Refused.invalid(field + " must be " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    /** Zero means absent. */
    static int orElse(int value, int fallback) {
        return value == 0 ? fallback : value;
    }
}
