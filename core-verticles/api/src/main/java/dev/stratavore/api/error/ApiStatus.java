package dev.stratavore.api.error;

/**
 * The status of an answer, by the numbers of gRPC, and the exit code that the command line ends
 * with where the answer carries nothing more exact.
 */
public enum ApiStatus {
    OK(0, ExitCode.OK),
    CANCELLED(1, ExitCode.FAILED),
    UNKNOWN(2, ExitCode.INTERNAL),
    INVALID_ARGUMENT(3, ExitCode.USAGE),
    DEADLINE_EXCEEDED(4, ExitCode.LIMIT),
    NOT_FOUND(5, ExitCode.NOT_FOUND),
    ALREADY_EXISTS(6, ExitCode.FAILED),
    PERMISSION_DENIED(7, ExitCode.DENIED),
    RESOURCE_EXHAUSTED(8, ExitCode.LIMIT),
    FAILED_PRECONDITION(9, ExitCode.FAILED),
    ABORTED(10, ExitCode.LIMIT),
    OUT_OF_RANGE(11, ExitCode.USAGE),
    UNIMPLEMENTED(12, ExitCode.FAILED),
    INTERNAL(13, ExitCode.INTERNAL),
    UNAVAILABLE(14, ExitCode.LIMIT),
    DATA_LOSS(15, ExitCode.INTERNAL),
    UNAUTHENTICATED(16, ExitCode.DENIED);

    private final int number;
    private final ExitCode exitCode;

    ApiStatus(int number, ExitCode exitCode) {
        this.number = number;
        this.exitCode = exitCode;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** What the command line exits with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The status of that number; {@link #UNKNOWN} where there is none. */
    public static ApiStatus ofNumber(int number) {
        for (var status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
