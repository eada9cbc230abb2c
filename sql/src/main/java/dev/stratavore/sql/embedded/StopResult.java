package dev.stratavore.sql.embedded;

/** What came of a stop. */
public sealed interface StopResult {
    /** Shut down in order. */
    record Clean() implements StopResult {}

    /** It took too long and was cut short; the next start recovers from its log of changes. */
    record Forced() implements StopResult {}

    /** It is still there. */
    record StillRunning(long pid, String reason) implements StopResult {}
}
