package dev.stratavore.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.partition.PartitionService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hazelcast as Vert.x's cluster manager, configured in code so that no file on the class path or in
 * the working directory takes part. It looks for the named members alone, listens on one address
 * alone, and calls nobody.
 */
final class HazelcastMember {
    private static final int BACKUPS = 1;

    /** Far above what the partitions of an idle cluster need on a machine under load. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private HazelcastMember() {}

    /**
     * Completes once the member's share of the partitions has moved: while they move, Hazelcast
     * loses operations now and then, and with one of them a consumer's registration.
     */
    static Future<Vertx> join(VertxBuilder builder, ClusterOptions options) {
        HazelcastClusterManager manager = new HazelcastClusterManager(config(options));
        return builder.withClusterManager(manager)
                .buildClustered()
                .compose(vertx ->
                        vertx.executeBlocking(() -> settle(manager))
                                .map(vertx)
                                .recover(cause ->
                                        vertx.close().transform(_ -> Future.failedFuture(cause))));
    }

    private static boolean settle(HazelcastClusterManager manager) {
        PartitionService partitions = manager.getHazelcastInstance().getPartitionService();
        if (!partitions.forceLocalMemberToBeSafe(SETTLING.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "the state of the cluster did not settle within "
                            + SETTLING.toSeconds()
                            + " s");
        }
        return true;
    }

    static Config config(ClusterOptions options) {
        Config config = new Config();
        config.setClusterName(options.name());
        network(config.getNetworkConfig(), options);
        pace(config, options.timing());
        quiet(config);
        vertxMaps(config);
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
        return config;
    }

    private static void network(NetworkConfig network, ClusterOptions options) {
        network.setPort(options.memberPort()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(options.host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(options.members());
    }

    private static void pace(Config config, ClusterOptions.Timing timing) {
        seconds(config, "hazelcast.heartbeat.interval.seconds", timing.heartbeat());
        seconds(config, "hazelcast.max.no.heartbeat.seconds", timing.silence());
        seconds(config, "hazelcast.merge.first.run.delay.seconds", timing.mergeDelay());
        seconds(config, "hazelcast.merge.next.run.delay.seconds", timing.mergeDelay());
        seconds(config, "hazelcast.wait.seconds.before.join", timing.heartbeat());
        config.setProperty(
                "hazelcast.operation.call.timeout.millis",
                Long.toString(timing.silence().toMillis()));
    }

    private static void seconds(Config config, String property, Duration duration) {
        config.setProperty(property, Long.toString(duration.toSeconds()));
    }

    private static void quiet(Config config) {
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.event.thread.count", "1");
        config.setProperty("hazelcast.io.thread.count", "1");
    }

    /** What the cluster manager expects to find; its own default file would bring them. */
    private static void vertxMaps(Config config) {
        config.addMultiMapConfig(
                new MultiMapConfig("__vertx.subs")
                        .setBackupCount(BACKUPS)
                        .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(BACKUPS));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(BACKUPS));
    }

    /** A peer's bytes never become objects of classes that the protocol does not need. */
    private static JavaSerializationFilterConfig filter() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.");
        return filter;
    }
}
