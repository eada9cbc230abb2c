package dev.stratavore.core.port;

import dev.stratavore.core.protocol.RunnerId;
import java.time.Duration;
import java.util.Optional;

/**
 * What the runners of this node use, as the last heartbeat of the pty host told. Answers at once,
 * from memory; thread-safe.
 */
public interface Figures {
    /**
     * What the whole process tree of one runner uses.
     *
     * @param cpuPercent of one core, since the heartbeat before; 100 is a whole one
     * @param memoryBytes the control group's memory, or the proportional set size of all processes
     * @param processes that live
     * @param attached clients
     */
    record Usage(double cpuPercent, long memoryBytes, int processes, int attached) {}

    /**
     * Where the process tree of a runner meets its limits.
     *
     * @param refusedProcesses how often it was refused another process since its start
     * @param memoryKills how many of its processes the kernel has killed for want of memory
     * @param openFiles of its process that has the most
     * @param mostFiles how many that one may have; 0 if that is not known
     * @param outputPerSecond bytes of terminal output since the heartbeat before
     */
    record Strain(
            long refusedProcesses,
            long memoryKills,
            int openFiles,
            int mostFiles,
            long outputPerSecond) {
        /** Of a runner that meets none. */
        public static final Strain NONE = new Strain(0, 0, 0, 0, 0);
    }

    /**
     * How heartbeats come.
     *
     * @param interval how often one should
     * @param sinceLast how long ago the last one was; empty if there was none
     * @param received since the daemon started
     * @param missed of the host's numbering, since then
     * @param median of the time from the host to the map
     * @param slowest of these times that 99 in 100 keep below
     */
    record Pulse(
            Duration interval,
            Optional<Duration> sinceLast,
            long received,
            long missed,
            Duration median,
            Duration slowest) {}

    /** Empty for a runner that the last heartbeat did not name. */
    Optional<Usage> of(RunnerId runner);

    /** {@link Strain#NONE} for a runner that the last heartbeat did not name. */
    default Strain strain(RunnerId runner) {
        return Strain.NONE;
    }

    /**
     * How long the runner has shown no sign of work: no output, nobody attached, and next to no
     * processor time of its whole tree. Counted from when this daemon first saw it, so that it is
     * never told too long; empty for one that the last heartbeat did not name, or that is frozen.
     */
    default Optional<Duration> quiet(RunnerId runner) {
        return Optional.empty();
    }

    /**
     * Whether a control group holds it to its limits, where there are any; true for a runner that
     * the last heartbeat did not name.
     */
    default boolean held(RunnerId runner) {
        return true;
    }

    Pulse pulse();

    /** Of a node without a pty host. */
    Figures NONE =
            new Figures() {
                @Override
                public Optional<Usage> of(RunnerId runner) {
                    return Optional.empty();
                }

                @Override
                public Pulse pulse() {
                    return new Pulse(
                            Duration.ZERO, Optional.empty(), 0, 0, Duration.ZERO, Duration.ZERO);
                }
            };
}
