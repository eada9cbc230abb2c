package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from its headers to its trailers. It ends once: by the service, by the client, by its
 * deadline or by the daemon going down; whatever comes later is void. Confined to its context.
 */
final class Call<R> implements Outlet<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final GrpcServerRequest<?, R> request;
    private final GrpcServerResponse<?, R> response;
    private final Caller caller;
    private final CallsInFlight inFlight;
    private final Vertx vertx;
    private final boolean streaming;
    private Runnable onEnd = () -> {};
    private Runnable endDeadline = () -> {};
    private boolean open = true;

    Call(
            GrpcServerRequest<?, R> request,
            Caller caller,
            CallsInFlight inFlight,
            Vertx vertx,
            boolean streaming) {
        this.request = request;
        this.response = request.response();
        this.caller = caller;
        this.inFlight = inFlight;
        this.vertx = vertx;
        this.streaming = streaming;
    }

    void begin() {
        inFlight.add(this);
        request.errorHandler(_ -> cut());
        request.exceptionHandler(_ -> cut());
        response.exceptionHandler(_ -> cut());
        if (request.timeout() > 0) {
            long timer =
                    vertx.setTimer(
                            request.timeout(),
                            _ -> refuse(Reason.DEADLINE_EXCEEDED, "the deadline has passed"));
            endDeadline = () -> vertx.cancelTimer(timer);
        }
    }

    HttpConnection connection() {
        return request.connection();
    }

    /** The one answer of a unary call. */
    void answer(R reply) {
        if (close()) {
            response.end(reply).onFailure(this::undelivered);
        }
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public boolean full() {
        return open && response.writeQueueFull();
    }

    @Override
    public void write(R part) {
        if (open) {
            response.write(part).onFailure(_ -> cut());
        }
    }

    @Override
    public void end() {
        if (close()) {
            response.end().onFailure(this::undelivered);
        }
    }

    @Override
    public void fail(Throwable failure) {
        if (close()) {
            var error = Failures.tell(failure, request.fullMethodName(), caller);
            ErrorTrailers.put(error, response.trailers());
            response.status(GrpcStatus.valueOf(error.reason().status().number()))
                    .end()
                    .onFailure(this::undelivered);
        }
    }

    @Override
    public void onRoom(Runnable action) {
        if (open) {
            response.drainHandler(_ -> action.run());
        }
    }

    @Override
    public void onEnd(Runnable action) {
        if (open) {
            onEnd = action;
        } else {
            action.run();
        }
    }

    void goDown() {
        if (streaming) {
            refuse(Reason.GOING_DOWN, "the daemon is going down");
        }
    }

    private void refuse(Reason reason, String message) {
        fail(Refused.of(reason, message));
    }

    /** The client is gone: nobody hears an answer. */
    void cut() {
        close();
    }

    private boolean close() {
        if (!open) {
            return false;
        }
        open = false;
        inFlight.remove(this);
        endDeadline.run();
        onEnd.run();
        return true;
    }

    private void undelivered(Throwable cause) {
        LOG.debug(
                "event=answer-undelivered method={} trace={} cause={}",
                request.fullMethodName(),
                caller.traceId(),
                cause.toString());
    }
}
