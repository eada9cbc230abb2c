package dev.stratavore.pty.engine;

/** What became of the attempt to run a program. */
public sealed interface SpawnResult {
    /** It runs. */
    record Spawned(SpawnedPty pty) implements SpawnResult {}

    /** It does not: a word of {@link dev.stratavore.pty.frame.Refusal} and a line for people. */
    record Refused(String word, String text) implements SpawnResult {}
}
