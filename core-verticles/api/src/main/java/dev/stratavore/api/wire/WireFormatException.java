package dev.stratavore.api.wire;

/**
 * Bytes that are no protobuf message or no gRPC-Web answer. Unchecked because a daemon never sends
 * such bytes; {@link ApiClient} turns it into an {@link ApiException}.
 */
public final class WireFormatException extends RuntimeException {
    public WireFormatException(String message) {
        super(message);
    }
}
