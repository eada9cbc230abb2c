package dev.stratavore.supervisor;

import dev.stratavore.api.error.ExitCode;

/** The daemon cannot start: one line for a person, and the exit code. */
final class StartFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    StartFailed(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
