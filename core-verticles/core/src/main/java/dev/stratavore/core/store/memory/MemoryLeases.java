package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.LeaseLost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/** The epochs that one daemon was given; under the lock of the state. */
final class MemoryLeases {
    private final Map<NodeId, Long> held = new HashMap<>();
    private final MemoryState state;
    private final Promise<LeaseLost> displaced = Promise.promise();

    MemoryLeases(MemoryState state) {
        this.state = state;
    }

    void take(NodeId node, long epoch) {
        held.put(node, epoch);
    }

    /** Completes when the first write was refused. */
    Future<LeaseLost> displaced() {
        return displaced.future();
    }

    /** A daemon that never began a node is not fenced there: it is no stale owner. */
    void require(NodeId node) {
        var known = state.nodes.get(node);
        if (known == null) {
            throw new IllegalStateException("node " + node.value() + " never began");
        }
        var epoch = held.get(node);
        if (epoch != null && epoch != known.epoch()) {
            var lost = new LeaseLost(node, epoch, known.epoch());
            displaced.tryComplete(lost);
            throw lost;
        }
    }
}
