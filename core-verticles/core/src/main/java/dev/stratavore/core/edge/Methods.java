package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.Principal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;

/** Binds services to the methods of one listener, all of whose callers are one principal. */
final class Methods {
    private final Vertx vertx;
    private final GrpcServer server;
    private final Principal principal;
    private final Ids ids;
    private final CallsInFlight inFlight;

    Methods(Vertx vertx, GrpcServer server, Principal principal, Ids ids, CallsInFlight inFlight) {
        this.vertx = vertx;
        this.server = server;
        this.principal = principal;
        this.ids = ids;
        this.inFlight = inFlight;
    }

    <Q, R> void unary(ServiceMethod<Q, R> method, Unary<Q, R> service) {
        server.callHandler(
                method,
                request -> {
                    var caller = Caller.now(principal, ids);
                    var call = begin(request, caller, false);
                    if (!call.open()) {
                        return;
                    }
                    var answer =
                            SingleRequest.of(request, method.decoder())
                                    .compose(message -> service.answer(message, caller));
                    Hop.back(vertx, answer).onComplete(result -> settle(call, result));
                });
    }

    <Q, R> void streaming(ServiceMethod<Q, R> method, Streaming<Q, R> service) {
        server.callHandler(
                method,
                request -> {
                    var caller = Caller.now(principal, ids);
                    var call = begin(request, caller, true);
                    SingleRequest.of(request, method.decoder())
                            .onSuccess(message -> open(service, message, caller, call))
                            .onFailure(call::fail);
                });
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
