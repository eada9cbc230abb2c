package dev.stratavore.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that never prints: {@link #toString()} is a mask of fixed length, so that a secret may sit
 * in a record, a log line or an error without being seen. Immutable.
 */
public final class Secret {
    /** What is shown in the place of a secret. */
    public static final String MASK = "********";

    private static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps the text; an empty text is {@link #none()}. */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** The absent secret. */
    public static Secret none() {
        return NONE;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The text itself, for the one place that hands it to a server. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(utf8(), secret.utf8());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The mask, or nothing where there is no secret. */
    @Override
    public String toString() {
        return text.isEmpty() ? "" : MASK;
    }

    private byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
