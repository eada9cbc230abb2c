package dev.stratavore.core.edge;

import dev.stratavore.api.error.PercentText;
import dev.stratavore.api.v1.ErrorDetail;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gRPC call over HTTP/2 to the edge's port, by the client of Vert.x. */
final class PortCall<Q, R> {
    private final GrpcClient client;
    private final GrpcClientRequest<Q, R> request;
    private final Promise<GrpcClientResponse<Q, R>> ended = Promise.promise();
    final LinkedBlockingQueue<R> parts = new LinkedBlockingQueue<>();

    private PortCall(GrpcClient client, GrpcClientRequest<Q, R> request) {
        this.client = client;
        this.request = request;
    }

    /** With the token of the edge. */
    static <Q, R> PortCall<Q, R> open(Edge edge, ServiceMethod<R, Q> method, Q message)
            throws IOException {
        return open(edge, method, message, authorization(edge), false);
    }

    static <Q, R> PortCall<Q, R> open(
            Edge edge, ServiceMethod<R, Q> method, Q message, Map<String, String> headers) {
        return open(edge, method, message, headers, false);
    }

    private static <Q, R> PortCall<Q, R> open(
            Edge edge,
            ServiceMethod<R, Q> method,
            Q message,
            Map<String, String> headers,
            boolean paused) {
        var client = GrpcClient.client(edge.vertx);
        var address = SocketAddress.inetSocketAddress(edge.port(), "127.0.0.1");
        return Edge.await(
                client.request(address, method)
                        .map(request -> {
                            var call = new PortCall<>(client, request);
                            headers.forEach(request.headers()::set);
                            call.send(message, paused);
                            return call;
                        }));
    }

    /** With the token; nothing of the answer is read. */
    static <Q, R> PortCall<Q, R> paused(Edge edge, ServiceMethod<R, Q> method, Q message)
            throws IOException {
        return open(edge, method, message, authorization(edge), true);
    }

    private static Map<String, String> authorization(Edge edge) throws IOException {
        var token = Files.readString(edge.token).strip();
        return Map.of("authorization", "Bearer " + token);
    }

    private void send(Q message, boolean paused) {
        request.response()
                .onFailure(ended::tryFail)
                .onSuccess(response -> {
                    if (paused) {
                        response.pause();
                    }
                    response.handler(parts::add);
                    response.errorHandler(e -> ended.tryFail(e.toString()));
                    response.exceptionHandler(ended::tryFail);
                    response.endHandler(_ -> ended.tryComplete(response));
                });
        request.end(message).onFailure(ended::tryFail);
    }

    R next() throws InterruptedException {
        var part = parts.poll(10, TimeUnit.SECONDS);
        if (part == null) {
            throw new AssertionError("no part came");
        }
        return part;
    }

    GrpcStatus status() {
        return Edge.await(ended.future()).status();
    }

    String message() {
        return PercentText.decode(trailer("grpc-message"));
    }

    ErrorDetail detail() throws IOException {
        return ErrorDetail.parseFrom(Base64.getDecoder().decode(trailer("stratavore-error-bin")));
    }

    private String trailer(String name) {
        var response = Edge.await(ended.future());
        var value = response.trailers().get(name);
        return value != null ? value : String.valueOf(response.headers().get(name));
    }

    void cancel() {
        request.cancel();
    }

    /** Drops the connection. */
    void hangUp() {
        Edge.await(client.close());
    }
}
