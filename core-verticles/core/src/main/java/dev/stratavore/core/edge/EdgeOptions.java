package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.quota.QuotaName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the edge listens and what holds where a request leaves a choice open.
 *
 * @param socket the file of the Unix socket, in a directory that exists
 * @param tcp the TCP listener on 127.0.0.1, if there is to be one
 * @param tokenFile the bearer token of the TCP listener
 */
public record EdgeOptions(
        Path socket, Optional<Tcp> tcp, Path tokenFile, Defaults defaults, Timing timing) {
    /** gRPC's port where the configuration names none. */
    public static final int DEFAULT_PORT = 50051;

    /** The largest request in bytes: an environment and arguments as large as Linux takes them. */
    static final long MAX_REQUEST = 4L << 20;

    /**
     * The TCP listener.
     *
     * @param host a loopback address
     * @param port 0: any free one
     * @param explicit somebody named the port, so that it being taken is an error
     */
    public record Tcp(String host, int port, boolean explicit) {
        private static final int MAX_PORT = 65_535;

        public Tcp {
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("port " + port);
            }
        }

        /** The usual loopback address. */
        public Tcp(int port, boolean explicit) {
            this("127.0.0.1", port, explicit);
        }
    }

    /**
     * What a project or a request need not say.
     *
     * @param limits a project's where it has none of its own
     * @param maxTotal how many runners may be live on the node, if that is bounded
     * @param restart of runners where neither a launch nor its project says
     */
    public record Defaults(
            String agent,
            Map<QuotaName, Long> limits,
            OptionalInt maxTotal,
            RestartPolicy restart) {
        /** With a limit for live runners alone. */
        public Defaults(String agent, int maxRunners) {
            this(agent, maxRunners, RestartPolicy.NEVER);
        }

        /** With a limit for live runners, and restarts. */
        public Defaults(String agent, int maxRunners, RestartPolicy restart) {
            this(
                    agent,
                    Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, (long) maxRunners),
                    OptionalInt.empty(),
                    restart);
        }

        public Defaults {
            limits = Map.copyOf(limits);
        }

        /** A project's limit for live runners where it has none of its own. */
        int maxRunners() {
            return Math.toIntExact(limits.getOrDefault(QuotaName.MAX_CONCURRENT_RUNNERS, 0L));
        }

        /** What bounds the places of a launch beside its project's own limit. */
        PlaceLimits places() {
            return new PlaceLimits(maxRunners(), maxTotal);
        }
    }

    /**
     * How long things take.
     *
     * @param stopGrace what a polite stop has before the tree is killed
     * @param stopConfirmation how long after that a stop is waited for
     * @param reread how often a watch reads again without a nudge
     * @param drain how long calls under way have when the edge closes
     */
    public record Timing(
            Duration stopGrace, Duration stopConfirmation, Duration reread, Duration drain) {
        /** 10 s for a stop and 60 s to confirm it, 30 s between reads, 5 s to drain. */
        public static final Timing STANDARD =
                new Timing(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5));
    }
}
