package dev.stratavore.api.error;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a call was refused: the closed list that scripts may match on, with the status of each. The
 * word on the wire is the constant's name in kebab case.
 */
public enum Reason {
    /** A field has a value that it cannot have. */
    INVALID_ARGUMENT(ApiStatus.INVALID_ARGUMENT),
    /** A reference fits several objects, which are the candidates. */
    AMBIGUOUS(ApiStatus.INVALID_ARGUMENT),
    /** The request is no message of the API. */
    MALFORMED_REQUEST(ApiStatus.INVALID_ARGUMENT),
    REQUEST_TOO_LARGE(ApiStatus.INVALID_ARGUMENT),
    /** A field that this version does not carry out, or an encoding that it does not read. */
    NOT_SUPPORTED(ApiStatus.UNIMPLEMENTED),
    PROJECT_NOT_FOUND(ApiStatus.NOT_FOUND),
    RUNNER_NOT_FOUND(ApiStatus.NOT_FOUND),
    /** Something else that is not there: a directory, a program, an agent. */
    NOT_FOUND(ApiStatus.NOT_FOUND),
    /** The name is taken, or the command id was used for another request. */
    CONFLICT(ApiStatus.ALREADY_EXISTS),
    /** The object is in no state for this. */
    WRONG_STATE(ApiStatus.FAILED_PRECONDITION),
    /** The runner's terminal is on another node. */
    OTHER_NODE(ApiStatus.FAILED_PRECONDITION),
    /** The project has as many live runners as it may have. */
    QUOTA_REACHED(ApiStatus.RESOURCE_EXHAUSTED),
    /** Another limit. */
    LIMIT_REACHED(ApiStatus.RESOURCE_EXHAUSTED),
    /** No token, or not the right one. */
    UNAUTHENTICATED(ApiStatus.UNAUTHENTICATED),
    DENIED(ApiStatus.PERMISSION_DENIED),
    /** The database does not answer: whether anything was done is unknown. */
    DATABASE_UNAVAILABLE(ApiStatus.UNAVAILABLE),
    /** The process that holds the terminals does not answer. */
    TERMINAL_HOST_UNAVAILABLE(ApiStatus.UNAVAILABLE),
    /** Something else does not answer now. */
    UNAVAILABLE(ApiStatus.UNAVAILABLE),
    /** The daemon is on its way down. */
    GOING_DOWN(ApiStatus.UNAVAILABLE),
    DEADLINE_EXCEEDED(ApiStatus.DEADLINE_EXCEEDED),
    /** The file in the project's directory cannot be understood. */
    PROJECT_FILE(ApiStatus.FAILED_PRECONDITION, ExitCode.CONFIG),
    /** A defect of the daemon. */
    INTERNAL(ApiStatus.INTERNAL);

    private final ApiStatus status;
    private final ExitCode exitCode;

    Reason(ApiStatus status) {
        this(status, status.exitCode());
    }

    Reason(ApiStatus status, ExitCode exitCode) {
        this.status = status;
        this.exitCode = exitCode;
    }

    /** The status that goes with it. */
    public ApiStatus status() {
        return status;
    }

    /** What the command line exits with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of that word, if this version knows it. */
    public static Optional<Reason> ofWord(String word) {
        for (var reason : values()) {
            if (reason.word().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
