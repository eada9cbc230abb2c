package dev.stratavore.api.wire;

import dev.stratavore.api.error.ApiStatus;
import java.io.IOException;
import java.util.List;

/** A call that got no reply, or a refusal in place of one. */
public final class ApiException extends IOException {
    /** How far the call came. */
    public enum Kind {
        /** Nobody listens on the socket: nothing was asked. */
        UNREACHABLE,
        /** The connection ended before the answer did: whether anything was done is unknown. */
        BROKEN,
        /** The answer did not come in time: whether anything was done is unknown. */
        DEADLINE,
        /** The daemon answered with an error. */
        REFUSED
    }

    private final transient Kind kind;
    private final transient ApiStatus status;
    private final transient ErrorDetail detail;

    private ApiException(Kind kind, ApiStatus status, ErrorDetail detail, String message) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.detail = detail;
    }

    static ApiException of(Kind kind, String message) {
        return new ApiException(
                kind,
                kind == Kind.DEADLINE ? ApiStatus.DEADLINE_EXCEEDED : ApiStatus.UNAVAILABLE,
                NO_DETAIL,
                message);
    }

    static ApiException refused(ApiStatus status, String message, ErrorDetail detail) {
        return new ApiException(Kind.REFUSED, status, detail, message);
    }

    static final ErrorDetail NO_DETAIL = new ErrorDetail("", "", List.of(), 0);

    /** How far the call came. */
    public Kind kind() {
        return kind;
    }

    /** The status of the answer. */
    public ApiStatus status() {
        return status;
    }

    /** Reason, hint, candidates and exit code; all empty where the daemon gave none. */
    public ErrorDetail detail() {
        return detail;
    }
}
