package dev.stratavore.core.store;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
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

    /**
     * Marks a clean stop, with the event {@code system.daemon.stopped} and its outbox row, in one
     * transaction. Fails with {@link LeaseLost} if a later daemon has begun; the mark would be a
     * lie then.
     *
     * @param data of the event
     */
    Future<Void> end(NodeId node, JsonObject data, Instant at);

    /**
     * Completes when a write finds that a later daemon of the node has begun, so that this one owns
     * nothing any more and had better go. On any thread.
     */
    Future<LeaseLost> displaced();

    /** The label of a node, if it is known. */
    Future<Optional<String>> label(NodeId node);
}
