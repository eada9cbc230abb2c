package dev.stratavore.core.store.pg;

import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The stores of one daemon on one PostgreSQL. Futures complete on the caller's context. While the
 * database is away they fail promptly, and once it is back they work again without being told.
 */
public final class PgStores {
    /** Requests that may wait for a connection; further ones fail at once. */
    private static final int MOST_WAITING = 1_000;

    /** How long a statement may take before the server itself gives it up. */
    private static final String STATEMENT_TIMEOUT = "statement_timeout";

    private final Pool pool;
    private final Stores stores;

    private PgStores(Pool pool, Stores stores) {
        this.pool = pool;
        this.stores = stores;
    }

    /**
     * How the pool behaves.
     *
     * @param size connections at most
     * @param patience how long a call may take before it fails with {@code StoreUnavailable}
     * @param silence how long a connection may be without traffic before it is taken for dead
     */
    public record Limits(int size, Duration patience, Duration silence) {
        /** What suits a daemon. */
        public static Limits of(int size) {
            return new Limits(size, Duration.ofSeconds(5), Duration.ofMinutes(1));
        }

        public Limits {
            if (size < 1 || !patience.isPositive() || silence.toSeconds() < 1) {
                throw new IllegalArgumentException("pool of " + size);
            }
        }
    }

    /**
     * Opens them; connections are made when needed.
     *
     * @param address of the database; statement caching and timeouts are set here
     * @param ids for events
     */
    public static PgStores open(
            Vertx vertx, PgConnectOptions address, Limits limits, Supplier<UUID> ids) {
        var pool =
                PgBuilder.pool()
                        .with(poolOptions(limits))
                        .with(netOptions(limits))
                        .connectingTo(connectOptions(address, limits))
                        .using(vertx)
                        .build();
        var gateway = new PgGateway(pool, limits.patience());
        var leases = new PgLeases();
        var log = new PgEventLog(ids);
        return new PgStores(
                pool,
                new Stores(
                        new PgProjectStore(gateway, log),
                        new PgRunnerStore(gateway, log, leases),
                        new PgNodeStore(gateway, log, leases),
                        new PgEventStore(gateway, log, ids)));
    }

    private static PoolOptions poolOptions(Limits limits) {
        return new PoolOptions()
                .setMaxSize(limits.size())
                .setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout(Math.toIntExact(limits.patience().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static NetClientOptions netOptions(Limits limits) {
        return new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(limits.patience().toMillis()))
                .setTcpKeepAlive(true)
                .setIdleTimeout(Math.toIntExact(limits.silence().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PgConnectOptions connectOptions(PgConnectOptions address, Limits limits) {
        var options = new PgConnectOptions(address).setCachePreparedStatements(true);
        var properties = new HashMap<>(options.getProperties());
        properties.putIfAbsent(STATEMENT_TIMEOUT, Long.toString(limits.patience().toMillis()));
        options.setProperties(properties);
        return options;
    }

    /** The ports. */
    public Stores stores() {
        return stores;
    }

    /** Closes all connections; calls under way fail. */
    public Future<Void> close() {
        return pool.close();
    }
}
