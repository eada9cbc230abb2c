package dev.stratavore.core.edge;

import dev.stratavore.core.port.TreeWorkers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.GrpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The API of a node. For the command line of the same user: gRPC-Web over HTTP/1.1 on a Unix
 * socket, whose file's mode admits nobody else. For other programs of the machine: gRPC over HTTP/2
 * on a loopback port, with a bearer token. Both serve the same methods. Any thread may call it; the
 * services run on one event loop and never block it.
 */
public final class EdgeServer {
    private final Vertx vertx;
    private final EdgeOptions options;
    private final EdgePorts ports;
    private final Context context;
    private final CallsInFlight inFlight = new CallsInFlight();
    private final Optional<EdgeListener> tcp;
    private final EdgeListener unix;
    private final PlaceQueues queues = new PlaceQueues();
    private final Shared shared;
    private @Nullable PlaceNudges nudges;
    private Future<Void> starting = Future.succeededFuture();
    private volatile Listeners listeners = new Listeners(List.of());

    /**
     * @param random for the token; unpredictable, such as a {@link java.security.SecureRandom}
     */
    public EdgeServer(Vertx vertx, EdgeOptions options, EdgePorts ports, RandomGenerator random) {
        this.vertx = vertx;
        this.options = options;
        this.ports = ports;
        this.context = vertx.getOrCreateContext();
        this.shared = new Shared(queues, new TreeWorkers(vertx), new TreeRemovals());
        this.tcp =
                options.tcp()
                        .map(port ->
                                new TcpListener(
                                        vertx,
                                        port,
                                        options.tokenFile(),
                                        random,
                                        inFlight,
                                        this::bind));
        this.unix =
                new UnixListener(
                        vertx, new SocketFile(options.socket(), random), inFlight, this::bind);
    }

    private void bind(GrpcServer server, Entry entry) {
        var godMode = new GodMode(ports.events(), ports.node(), ports.clock());
        var methods = new Methods(vertx, server, entry, godMode, ports.ids(), inFlight);
        new Services(vertx, options, ports, this::listeners, shared).bind(methods);
    }

    /**
     * Starts to listen; called once, by the holder of the daemon's lock, since it replaces a socket
     * file that an earlier daemon left. A default TCP port that is taken is reported in the
     * listeners; an explicit one fails with {@link CannotListen}, and then nothing listens.
     */
    public Future<Listeners> start() {
        return Turn.on(
                context,
                () -> {
                    nudges =
                            new PlaceNudges(
                                    vertx, ports.actors(), queues, options.timing().reread());
                    var start = startAll().recover(this::undo);
                    starting = start.mapEmpty();
                    return start;
                });
    }

    private Future<Listeners> startAll() {
        // The socket comes last: who finds it may call at once.
        return startTcp()
                .compose(port -> unix.start().map(socket -> List.of(socket, port)))
                .map(Listeners::new)
                .onSuccess(started -> listeners = started);
    }

    private Future<Listeners.Listener> startTcp() {
        return tcp.map(EdgeListener::start)
                .orElseGet(() ->
                        Future.succeededFuture(
                                new Listeners.Listener(TcpListener.NAME, "", Listeners.OFF)));
    }

    private Future<Listeners> undo(Throwable failure) {
        return closeAll(0).transform(_ -> Future.failedFuture(failure));
    }

    /** Where it listens now; empty before the start and after the close. */
    public Listeners listeners() {
        return listeners;
    }

    /**
     * Waits for a start that is under way, accepts nothing more, tells the streams that the daemon
     * goes down, lets the other calls end, for as long as the options give them, removes the socket
     * file and ends its threads. A second call changes nothing.
     */
    public Future<Void> close() {
        return Turn.on(
                context,
                () -> {
                    inFlight.goDown();
                    if (nudges != null) {
                        nudges.stop();
                        nudges = null;
                    }
                    return starting.transform(_ -> {
                        listeners = new Listeners(List.of());
                        return closeAll(options.timing().drain().toMillis());
                    });
                });
    }

    private Future<Void> closeAll(long drainMillis) {
        var closing = new ArrayList<Future<Void>>();
        closing.add(unix.close(drainMillis));
        tcp.ifPresent(listener -> closing.add(listener.close(drainMillis)));
        return Future.join(closing).<Void>mapEmpty().eventually(shared.trees()::close);
    }
}
