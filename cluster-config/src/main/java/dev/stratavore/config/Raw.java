package dev.stratavore.config;

/**
 * The text that a source gives to a key, before it is checked.
 *
 * @param text the text; items of a list are joined by commas
 * @param origin where it stands
 * @param expands whether {@code ${...}} in it is replaced
 */
record Raw(String text, Origin origin, boolean expands) {
    Raw(String text, Origin origin) {
        this(text, origin, false);
    }
}
