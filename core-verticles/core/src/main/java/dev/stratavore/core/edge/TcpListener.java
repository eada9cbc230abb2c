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
import java.util.random.RandomGenerator;

/** gRPC over HTTP/2, in clear, on the loopback address only, and only with the token. */
final class TcpListener implements EdgeListener {
    static final String NAME = "grpc";

    private static final Principal PRINCIPAL = new Principal("token:local");

    private final Vertx vertx;
    private final EdgeOptions.Tcp tcp;
    private final Path tokenFile;
    private final RandomGenerator random;
    private final CallsInFlight inFlight;
    private final HttpServer server;
    private final GrpcServer grpc;

    TcpListener(
            Vertx vertx,
            EdgeOptions.Tcp tcp,
            Path tokenFile,
            RandomGenerator random,
            CallsInFlight inFlight,
            Binder binder) {
        this.vertx = vertx;
        this.tcp = tcp;
        this.tokenFile = tokenFile;
        this.random = random;
        this.inFlight = inFlight;
        this.server = vertx.createHttpServer(new HttpServerOptions());
        this.grpc =
                GrpcServer.server(
                        vertx,
                        new GrpcServerOptions()
                                .setMaxMessageSize(EdgeOptions.MAX_REQUEST)
                                .removeEnabledProtocol(GrpcProtocol.WEB)
                                .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                                .removeEnabledProtocol(GrpcProtocol.TRANSCODING));
        binder.bind(grpc, new Entry(PRINCIPAL, false));
    }

    @Override
    public Future<Listeners.Listener> start() {
        return Worker.run(vertx, () -> TokenFile.open(tokenFile, random))
                .compose(this::listen)
                .map(_ -> new Listeners.Listener(NAME, address(), Listeners.LISTENING))
                .recover(this::withoutPort);
    }

    private Future<HttpServer> listen(String token) {
        return server.requestHandler(RequestGuard.ofPort(token, grpc))
                .connectionHandler(c -> c.closeHandler(_ -> inFlight.disconnected(c)))
                .listen(SocketAddress.inetSocketAddress(tcp.port(), tcp.host()))
                .recover(e -> Future.failedFuture(new PortRefused(String.valueOf(e.getMessage()))));
    }

    private Future<Listeners.Listener> withoutPort(Throwable failure) {
        if (!(failure instanceof PortRefused)) {
            return Future.failedFuture(failure);
        }
        var state = "cannot listen on port " + tcp.port() + ": " + failure.getMessage();
        return tcp.explicit()
                ? Future.failedFuture(new CannotListen(state))
                : Future.succeededFuture(new Listeners.Listener(NAME, address(tcp.port()), state));
    }

    private String address() {
        return address(server.actualPort());
    }

    private String address(int port) {
        boolean version6 = tcp.host().indexOf(':') >= 0;
        return (version6 ? "[" + tcp.host() + "]" : tcp.host()) + ":" + port;
    }

    @Override
    public Future<Void> close(long drainMillis) {
        return server.shutdown(drainMillis, TimeUnit.MILLISECONDS);
    }

    private static final class PortRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortRefused(String message) {
            super(message, null, false, false);
        }
    }
}
