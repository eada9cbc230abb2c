package dev.stratavore.core.protocol;

/**
 * Names a runner for ever: {@code runner-} and twelve characters of lower-case base32 (60 random
 * bits).
 */
public record RunnerId(String value) implements Comparable<RunnerId> {
    /** What every runner id begins with. */
    public static final String PREFIX = "runner-";

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 12;

    public RunnerId {
        if (!isRunnerId(value)) {
            throw new IllegalArgumentException("not a runner id: " + value);
        }
    }

    /** Makes an id of the lowest 60 bits given. */
    public static RunnerId ofBits(long bits) {
        var text = new StringBuilder(PREFIX);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return new RunnerId(text.toString());
    }

    /** Whether the text has the form of a whole runner id. */
    public static boolean isRunnerId(String text) {
        if (text.length() != PREFIX.length() + LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(RunnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
