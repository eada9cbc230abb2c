package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.Ids;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;

/** Binds services to the methods of one listener, all of whose callers come in alike. */
final class Methods {
    private final Vertx vertx;
    private final GrpcServer server;
    private final Entry entry;
    private final GodMode godMode;
    private final Ids ids;
    private final CallsInFlight inFlight;

    Methods(
            Vertx vertx,
            GrpcServer server,
            Entry entry,
            GodMode godMode,
            Ids ids,
            CallsInFlight inFlight) {
        this.vertx = vertx;
        this.server = server;
        this.entry = entry;
        this.godMode = godMode;
        this.ids = ids;
        this.inFlight = inFlight;
    }

    <Q, R> void unary(ServiceMethod<Q, R> method, Unary<Q, R> service) {
        server.callHandler(
                method,
                request -> {
                    var caller = caller(request);
                    var call = begin(request, caller, false);
                    if (!call.open()) {
                        return;
                    }
                    var answer =
                            SingleRequest.of(request, method.decoder())
                                    .compose(message -> allowed(request, caller, message))
                                    .compose(message -> service.answer(message, caller));
                    Hop.back(vertx, answer).onComplete(result -> settle(call, result));
                });
    }

    <Q, R> void streaming(ServiceMethod<Q, R> method, Streaming<Q, R> service) {
        server.callHandler(
                method,
                request -> {
                    var caller = caller(request);
                    var call = begin(request, caller, true);
                    SingleRequest.of(request, method.decoder())
                            .compose(message -> allowed(request, caller, message))
                            .onSuccess(message -> open(service, message, caller, call))
                            .onFailure(call::fail);
                });
    }

    private Caller caller(GrpcServerRequest<?, ?> request) {
        boolean god = GodMode.YES.equals(request.headers().get(GodMode.HEADER));
        return Caller.now(entry.principal(), ids, god);
    }

    private <Q> Future<Q> allowed(GrpcServerRequest<?, ?> request, Caller caller, Q message) {
        return caller.god()
                ? Hop.back(
                        vertx,
                        godMode.allow(caller, entry, request.fullMethodName(), message)
                                .map(message))
                : Future.succeededFuture(message);
    }

    private <Q, R> Call<R> begin(GrpcServerRequest<Q, R> request, Caller caller, boolean stream) {
        var call = new Call<>(request, caller, inFlight, vertx, stream);
        call.begin();
        if (inFlight.goingDown()) {
            call.fail(Refused.of(Reason.GOING_DOWN, "the daemon is going down"));
        }
        return call;
    }

    private static <R> void settle(Call<R> call, AsyncResult<R> result) {
        if (result.succeeded()) {
            call.answer(result.result());
        } else {
            call.fail(result.cause());
        }
    }

    private static <Q, R> void open(
            Streaming<Q, R> service, Q message, Caller caller, Call<R> call) {
        if (!call.open()) {
            return;
        }
        try {
            service.open(message, caller, call);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
