package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.NodeStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class MemoryNodeStore implements NodeStore {
    private final MemoryState state;
    private final MemoryLeases leases;

    MemoryNodeStore(MemoryState state, MemoryLeases leases) {
        this.state = state;
        this.leases = leases;
    }

    @Override
    public Future<Lease> begin(NodeId node, String label, String version) {
        return state.call(() -> {
            var before = state.nodes.get(node);
            long epoch = before == null ? 1 : before.epoch() + 1;
            state.nodes.put(node, new MemoryState.Node(epoch, label));
            leases.take(node, epoch);
            return new Lease(node, epoch);
        });
    }

    @Override
    public Future<Void> renew(NodeId node, Duration length) {
        return state.call(
                        () -> {
                            leases.require(node);
                            return true;
                        })
                .mapEmpty();
    }

    @Override
    public Future<Void> end(NodeId node, JsonObject data, Instant at) {
        return state.<Optional<Void>>call(
                        () -> {
                            leases.require(node);
                            state.writeOfNode(NewEvent.daemonStopped(node, data), at);
                            return Optional.empty();
                        })
                .mapEmpty();
    }

    @Override
    public Future<LeaseLost> displaced() {
        return leases.displaced();
    }

    @Override
    public Future<Optional<String>> label(NodeId node) {
        return state.call(
                () -> Optional.ofNullable(state.nodes.get(node)).map(MemoryState.Node::label));
    }
}
