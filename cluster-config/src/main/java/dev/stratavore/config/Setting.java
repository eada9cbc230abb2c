package dev.stratavore.config;

import java.util.Optional;

/**
 * A value given on the command line.
 *
 * @param key the dotted key
 * @param value the value as text, taken as it is: no {@code ${...}} is replaced in it
 * @param flag the flag it came by, for messages
 */
public record Setting(String key, String value, String flag) {
    /** The general flag. */
    public static final String SET = "--set";

    /** Reads the argument of {@code --set}, which is {@code key=value}; empty if it is not. */
    public static Optional<Setting> parse(String argument) {
        int equals = argument.indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String key = argument.substring(0, equals);
        return Optional.of(new Setting(key, argument.substring(equals + 1), SET));
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return flag + " " + key;
    }
}
