package dev.stratavore.config;

import java.nio.file.Path;

/**
 * A file that was looked for.
 *
 * @param file its path
 * @param state what was found
 */
public record ConfigSource(Path file, State state) {
    /** What became of a file. */
    public enum State {
        READ("read"),
        EMPTY("read, sets nothing"),
        ABSENT("not there"),
        UNUSABLE("cannot be used");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For a person. */
        public String words() {
            return words;
        }
    }
}
