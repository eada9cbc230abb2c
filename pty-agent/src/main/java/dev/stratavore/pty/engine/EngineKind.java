package dev.stratavore.pty.engine;

/** Which engine is wanted. */
public enum EngineKind {
    /** The one of the C library where it works, else pty4j's. */
    AUTO,
    /** The one of the C library alone. */
    FFM,
    /** The one that pty4j forks for. */
    PTY4J
}
