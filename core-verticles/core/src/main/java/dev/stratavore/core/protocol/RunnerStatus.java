package dev.stratavore.core.protocol;

import java.util.Locale;

/** The life of a runner in six words. */
public enum RunnerStatus {
    STARTING(false),
    RUNNING(false),
    PAUSED(false),
    STOPPING(false),
    TERMINATED(true),
    FAILED(true);

    private final boolean ended;

    RunnerStatus(boolean ended) {
        this.ended = ended;
    }

    /** Whether no process of the runner is left, so that it holds no place in a quota. */
    public boolean ended() {
        return ended;
    }

    /** The word as users, the API and the database spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word. */
    public static RunnerStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
