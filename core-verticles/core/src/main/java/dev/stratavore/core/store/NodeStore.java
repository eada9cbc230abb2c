package dev.stratavore.core.store;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** The nodes, and the lease by which each owns its runners. */
public interface NodeStore {
    /** A term of ownership: the epoch rises each time a daemon of the node starts. */
    record Lease(NodeId node, long epoch) {}

    /** Registers the node, raises its epoch and clears the mark of a clean stop. */
    Future<Lease> begin(NodeId node, String label, String version);

    /**
     * Prolongs the lease for so long from now by the database's clock; fails with {@link LeaseLost}
     * if a later daemon of the node has begun.
     */
    Future<Void> renew(NodeId node, Duration length);

    /** The label of a node, if it is known. */
    Future<Optional<String>> label(NodeId node);
}
