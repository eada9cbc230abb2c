package dev.stratavore.config;

/**
 * One thing that is wrong with the configuration. No error holds a secret.
 *
 * @param origin where it was found
 * @param key the dotted key it is about, or empty if the source as a whole is at fault
 * @param problem what is wrong and what would be right, in one phrase
 */
public record ConfigError(Origin origin, String key, String problem) {
    /** One line for a person: {@code FILE:LINE: key: problem}. */
    public String message() {
        String place = origin.describe() + ": ";
        return key.isEmpty() ? place + problem : place + key + ": " + problem;
    }

    @Override
    public String toString() {
        return message();
    }
}
