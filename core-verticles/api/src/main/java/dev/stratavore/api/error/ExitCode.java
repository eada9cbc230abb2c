package dev.stratavore.api.error;

/**
 * The exit codes of the command line, after sysexits(3) where it has a word for the case. A closed
 * list: scripts rely on it.
 */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    PARTIAL(3),
    NOT_FOUND(66),
    UNREACHABLE(69),
    INTERNAL(70),
    LIMIT(75),
    DENIED(77),
    CONFIG(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }
}
