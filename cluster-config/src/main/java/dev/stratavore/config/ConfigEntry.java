package dev.stratavore.config;

/**
 * One key as it counts, for showing.
 *
 * @param key the dotted key
 * @param value the value as YAML, a secret masked
 * @param plain the value as a whole number, a truth value, a text or a list of texts, a secret
 *     masked
 * @param origin what set it
 */
public record ConfigEntry(String key, String value, Object plain, Origin origin) {
    /** Whether nothing set the key. */
    public boolean isDefault() {
        return origin instanceof Origin.Default;
    }
}
