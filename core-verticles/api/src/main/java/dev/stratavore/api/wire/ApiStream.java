package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/**
 * The answers of a server-streaming call, one at a time; the connection's buffers are the
 * back-pressure. Closing it cancels the call. One thread reads; any thread may close.
 *
 * @param <T> the answers' type
 */
public final class ApiStream<T> implements AutoCloseable {
    private final GrpcWebCall call;
    private final Fields.Reader<T> reader;

    ApiStream(GrpcWebCall call, Fields.Reader<T> reader) {
        this.call = call;
        this.reader = reader;
    }

    /**
     * Waits for the next answer.
     *
     * @return null at the good end of the stream
     * @throws ApiException at any other end
     */
    public @Nullable T next() throws ApiException {
        byte[] message = call.next();
        return message == null ? null : ApiClient.decode(message, reader);
    }

    @Override
    public void close() {
        call.close();
    }
}
