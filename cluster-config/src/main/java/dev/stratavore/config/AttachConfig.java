package dev.stratavore.config;

/**
 * Section {@code attach}.
 *
 * @param detachKeys {@code none}, or keys with spaces between, such as {@code ctrl-\ d}; the first
 *     one is always with ctrl
 * @param term the terminal type that agents see
 * @param historyLines lines of scrollback shown first
 */
public record AttachConfig(String detachKeys, Term term, int historyLines) {
    /** What TERM and its companions are for an agent. */
    public enum Term {
        /** Those of the launching terminal. */
        AUTO,
        /** Those of a terminal with the least abilities. */
        PLAIN
    }

    static AttachConfig from(Values values) {
        return new AttachConfig(
                values.get(Schema.DETACH_KEYS),
                values.get(Schema.TERM),
                values.get(Schema.HISTORY_LINES));
    }
}
