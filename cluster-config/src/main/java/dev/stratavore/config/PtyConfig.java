package dev.stratavore.config;

/**
 * Section {@code pty}.
 *
 * @param engine what makes the terminals
 */
public record PtyConfig(Engine engine) {
    /** What the pty host makes terminals with. */
    public enum Engine {
        /** {@link #FFM} where it works, else {@link #PTY4J}. */
        AUTO,
        /** The C library, called directly. */
        FFM,
        /** The library pty4j. */
        PTY4J
    }

    static PtyConfig from(Values values) {
        return new PtyConfig(values.get(Schema.PTY_ENGINE));
    }
}
