package dev.stratavore.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Builds the Vert.x instance of a node, with pools that fit a daemon which mostly waits: nothing on
 * an event loop blocks, and what blocks (start-up, migrations, files) is short and seldom.
 */
public final class VertxFactory {
    private static final int EVENT_LOOPS = 2;
    private static final int WORKERS = 8;
    private static final int INTERNAL_WORKERS = 4;

    private VertxFactory() {}

    /** A node alone: no cluster manager, and no class of one. The caller closes it. */
    public static Vertx single() {
        return ProviderFilter.build(Vertx.builder().with(options()));
    }

    /**
     * A node of a cluster. The future completes once it has joined, or has found nobody and begun a
     * cluster, and its share of the cluster's state is where it belongs. It fails if a port is
     * taken or that state does not settle. Closing the instance leaves the cluster and ends it.
     */
    public static Future<Vertx> clustered(ClusterOptions cluster) {
        EventBusOptions bus =
                new EventBusOptions().setHost(cluster.host()).setPort(cluster.eventBusPort());
        return HazelcastMember.join(
                Vertx.builder().with(options().setEventBusOptions(bus)), cluster);
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(INTERNAL_WORKERS)
                .setFileSystemOptions(
                        // Nothing is served from the class path, so no copy of it in /tmp.
                        new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false));
    }
}
