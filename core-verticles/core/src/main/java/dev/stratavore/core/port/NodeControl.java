package dev.stratavore.core.port;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What only the daemon's own main knows of the node, and its way down. */
public interface NodeControl {
    /**
     * The node as it is now.
     *
     * @param label the host name, for people
     * @param database {@code embedded} or {@code external}, with the address
     * @param away what the daemon found when it started
     * @param warnings what works less well than configured, one line each
     */
    record Facts(
            String version,
            NodeId node,
            String label,
            long pid,
            Instant startedAt,
            String database,
            List<String> warnings,
            Optional<Away> away) {
        public Facts {
            warnings = List.copyOf(warnings);
        }
    }

    /** Which node it is. */
    NodeId node();

    /** The daemon's process. */
    long pid();

    /** Looks at files: not for an event loop. */
    Facts facts();

    /** Whether {@code status} is to name the runners that were lost. */
    boolean tellsOfLost();

    /** Compares database and pty host now; what that changed, one line each. */
    Future<List<String>> reconcile();

    /**
     * Begins the end of the daemon and returns at once; a second call changes nothing. What goes
     * wrong on the way is logged there, since nobody waits for it.
     *
     * @param all also end every runner and the pty host
     */
    void stop(boolean all);
}
