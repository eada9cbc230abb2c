package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * gRPC-Web over HTTP/1.1 on a Unix socket that only the daemon's own user can connect to, and root,
 * who then counts as that user.
 */
final class UnixListener implements EdgeListener {
    static final String NAME = "socket";

    private final Vertx vertx;
    private final SocketFile file;
    private final CallsInFlight inFlight;
    private final HttpServer server;
    private final GrpcServer grpc;

    UnixListener(Vertx vertx, SocketFile file, CallsInFlight inFlight, Binder binder) {
        this.vertx = vertx;
        this.file = file;
        this.inFlight = inFlight;
        this.server = vertx.createHttpServer(new HttpServerOptions());
        this.grpc =
                GrpcServer.server(
                        vertx,
                        new GrpcServerOptions()
                                .setMaxMessageSize(EdgeOptions.MAX_REQUEST)
                                .removeEnabledProtocol(GrpcProtocol.HTTP_2)
                                .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                                .removeEnabledProtocol(GrpcProtocol.TRANSCODING));
        binder.bind(grpc, new Entry(new Principal("uid:" + ProcessOwner.uid()), true));
    }

    @Override
    public Future<Listeners.Listener> start() {
        return Worker.run(vertx, file::prepare).compose(this::listen);
    }

    private Future<Listeners.Listener> listen(Path binding) {
        return server.requestHandler(RequestGuard.ofSocket(grpc))
                .connectionHandler(c -> c.closeHandler(_ -> inFlight.disconnected(c)))
                .listen(SocketAddress.domainSocketAddress(binding.toString()))
                .recover(e -> Future.failedFuture(refused(e)))
                .compose(_ -> Worker.run(vertx, file::publish))
                .map(path -> new Listeners.Listener(NAME, path.toString(), Listeners.LISTENING));
    }

    private CannotListen refused(Throwable cause) {
        return new CannotListen("cannot listen on " + file + ": " + cause.getMessage());
    }

    @Override
    public Future<Void> close(long drainMillis) {
        return server.shutdown(drainMillis, TimeUnit.MILLISECONDS)
                .eventually(() -> Worker.run(vertx, file::remove));
    }
}
