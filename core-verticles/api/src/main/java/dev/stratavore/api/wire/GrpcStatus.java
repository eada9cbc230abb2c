package dev.stratavore.api.wire;

/** The status codes of gRPC and their numbers. */
public enum GrpcStatus {
    OK(0),
    CANCELLED(1),
    UNKNOWN(2),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    ALREADY_EXISTS(6),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    ABORTED(10),
    OUT_OF_RANGE(11),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14),
    DATA_LOSS(15),
    UNAUTHENTICATED(16);

    private final int number;

    GrpcStatus(int number) {
        this.number = number;
    }

    /** The status of a trailer's text, {@link #UNKNOWN} where it is no known number. */
    static GrpcStatus parse(String text) {
        for (GrpcStatus status : values()) {
            if (Integer.toString(status.number).equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
