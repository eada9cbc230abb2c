package dev.stratavore.core.store;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     *
     * @return whether it had run out, so that others may have taken the node for silent
     */
    Future<Boolean> renew(NodeId node, Duration length);

    /**
     * Other nodes whose lease has run out and that have live runners which nobody has marked as
     * unreachable yet.
     */
    Future<List<NodeId>> silent(NodeId self);

    /** The boot of the machine that {@link #settle} noted last, if it ever did. */
    Future<Optional<String>> boot(NodeId node);

    /** Notes that all runners of an earlier boot of the machine are seen to. */
    Future<Void> settle(NodeId node, String boot);

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
