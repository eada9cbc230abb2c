package dev.stratavore.core.store;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import java.util.Optional;

/** The nodes, and the lease by which each owns its runners. */
public interface NodeStore {
    /** A term of ownership: the epoch rises each time a daemon of the node starts. */
    record Lease(NodeId node, long epoch) {}

    /** Registers the node, raises its epoch and clears the mark of a clean stop. */
    Future<Lease> begin(NodeId node, String label, String version);

    /** The label of a node, if it is known. */
    Future<Optional<String>> label(NodeId node);
}
