package dev.stratavore.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How a node takes part in a cluster.
 *
 * @param name nodes of another name do not join; no secret
 * @param host the address that both ports listen on, and no other
 * @param memberPort TCP port of the membership protocol
 * @param eventBusPort TCP port of the event bus; 0 takes a free one, which the others learn
 * @param members {@code host:port} of the nodes to look for, this one may be among them
 * @param timing how fast a silent node is given up
 */
public record ClusterOptions(
        String name,
        String host,
        int memberPort,
        int eventBusPort,
        List<String> members,
        Timing timing) {
    private static final int MAX_PORT = 65_535;

    public ClusterOptions {
        members = List.copyOf(members);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a cluster needs a name");
        }
        if (memberPort < 1 || memberPort > MAX_PORT) {
            throw new IllegalArgumentException("member port " + memberPort);
        }
        if (eventBusPort < 0 || eventBusPort > MAX_PORT) {
            throw new IllegalArgumentException("event bus port " + eventBusPort);
        }
    }

    /** A node on this machine alone, with the usual timing. */
    public static ClusterOptions onLoopback(String name, int memberPort, List<String> members) {
        return new ClusterOptions(name, "127.0.0.1", memberPort, 0, members, Timing.USUAL);
    }

    /**
     * The pace of the membership protocol, in whole seconds.
     *
     * @param heartbeat between two signs of life
     * @param silence after which a node counts as gone
     * @param mergeDelay before the halves of a healed cluster merge, and between two attempts
     */
    public record Timing(Duration heartbeat, Duration silence, Duration mergeDelay) {
        /**
         * Long silences let a cut network heal unnoticed, which leaves stale registrations behind,
         * so a node is given up early.
         */
        public static final Timing USUAL =
                new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5));

        public Timing {
            if (heartbeat.toSeconds() < 1 || silence.compareTo(heartbeat) <= 0) {
                throw new IllegalArgumentException(
                        "silence must exceed a heartbeat of 1 s or more");
            }
        }
    }
}
