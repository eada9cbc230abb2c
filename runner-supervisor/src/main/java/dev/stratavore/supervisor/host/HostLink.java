package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlRequest;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a control connection to the pty host: starts the host where none runs, connects again when
 * the connection ends, and lets the node reconcile after each connection. Thread-safe.
 */
public final class HostLink {
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final NetClient client;
    private final HostStarter starter;
    private final HostSettings settings;
    private final String label;
    private final StepListener steps;
    private Supplier<Future<Void>> afterConnect = Future::succeededFuture;
    private @Nullable HostConnection current;
    private boolean closing;
    private long retryMillis = FIRST_RETRY.toMillis();

    /**
     * Nothing happens before {@link #start}.
     *
     * @param label how the host's journal calls us
     * @param steps told of what the node does with the connection
     */
    public HostLink(
            Vertx vertx,
            HostStarter starter,
            HostSettings settings,
            String label,
            StepListener steps) {
        this.vertx = vertx;
        this.client = vertx.createNetClient();
        this.starter = starter;
        this.settings = settings;
        this.label = label;
        this.steps = steps;
    }

    /**
     * Connects for the first time.
     *
     * @param afterConnect runs after every connection, before anybody else may use it for long
     */
    public Future<Void> start(Supplier<Future<Void>> afterConnect) {
        synchronized (this) {
            this.afterConnect = afterConnect;
        }
        return connect();
    }

    /** The node has come to a step. */
    void at(Step step) {
        steps.at(step, label);
    }

    /** The host's process id, while connected. */
    public synchronized OptionalLong pid() {
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.host().pid());
    }

    /** Where clients of this machine attach. */
    public String socket() {
        return starter.socket().toString();
    }

    /** One request with one reply; fails when the host keeps silent. */
    Future<ControlReply> request(IntFunction<ControlRequest> make) {
        return request(make, PATIENCE);
    }

    /** The same with a patience of its own. */
    Future<ControlReply> request(IntFunction<ControlRequest> make, Duration patience) {
        return connection()
                .compose(connection -> connection.request(make))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The control connection, or a failure that says it is away. */
    synchronized Future<HostConnection> connection() {
        return current == null
                ? Future.failedFuture(new HostGone("the pty host is not connected"))
                : Future.succeededFuture(current);
    }

    /** A connection of one's own, for a stream that may be paused. */
    Future<HostConnection> openAnother() {
        return HostConnection.open(vertx, client, starter.socket(), label);
    }

    /** Drops the connection, to begin anew. */
    void reset() {
        connection()
                .onSuccess(HostConnection::close)
                .onFailure(_ -> LOG.debug("event=host.reset.idle"));
    }

    /** Ends the host, which refuses while runners live unless forced. */
    public Future<Void> shutdownHost(boolean force) {
        synchronized (this) {
            closing = true;
        }
        return request(number -> new HostRequest.Shutdown(number, force)).mapEmpty();
    }

    /** Lets go of the host, which goes on without us. */
    public Future<Void> close() {
        synchronized (this) {
            closing = true;
        }
        return client.close();
    }

    private Future<Void> connect() {
        return vertx.<Void>executeBlocking(
                        () -> {
                            starter.ensureRunning();
                            return null;
                        })
                .compose(_ -> openAnother())
                .compose(this::configured)
                .compose(this::connected);
    }

    private Future<HostConnection> configured(HostConnection connection) {
        return connection
                .request(number -> new HostRequest.Config(number, settings))
                .map(connection)
                .onFailure(_ -> connection.close());
    }

    private Future<Void> connected(HostConnection connection) {
        Supplier<Future<Void>> then;
        synchronized (this) {
            current = connection;
            then = afterConnect;
        }
        LOG.info("event=host.connected pid={}", connection.host().pid());
        connection.closed().onSuccess(_ -> disconnected());
        return then.get().onSuccess(_ -> calm());
    }

    private synchronized void calm() {
        retryMillis = FIRST_RETRY.toMillis();
    }

    private void disconnected() {
        synchronized (this) {
            current = null;
            if (closing) {
                return;
            }
        }
        LOG.warn("event=host.disconnected");
        reconnectLater();
    }

    private void reconnectLater() {
        long delay;
        synchronized (this) {
            delay = retryMillis;
            retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY.toMillis());
        }
        vertx.timer(delay, TimeUnit.MILLISECONDS)
                .onSuccess(_ -> {
                    synchronized (this) {
                        if (closing) {
                            return;
                        }
                    }
                    connect().onFailure(this::reconnectFailed);
                });
    }

    /**
     * A connection over which nothing could be reconciled is of no use: it closes, and we begin
     * anew.
     */
    private void reconnectFailed(Throwable cause) {
        LOG.error("event=host.unreachable cause={}", cause.toString());
        HostConnection half;
        synchronized (this) {
            if (closing) {
                return;
            }
            half = current;
        }
        if (half == null) {
            reconnectLater();
        } else {
            half.close();
        }
    }
}
