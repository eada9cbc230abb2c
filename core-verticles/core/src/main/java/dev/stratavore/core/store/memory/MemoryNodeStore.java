package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.NodeStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            boolean leased = before != null && before.leased();
            Optional<String> boot = before == null ? Optional.empty() : before.boot();
            state.nodes.put(node, new MemoryState.Node(epoch, label, leased, boot));
            leases.take(node, epoch);
            return new Lease(node, epoch);
        });
    }

    @Override
    public Future<Boolean> renew(NodeId node, Duration length) {
        return state.call(() -> {
            leases.require(node);
            var before = known(node);
            state.nodes.put(node, before.leased(length.isPositive()));
            return !before.leased();
        });
    }

    @Override
    public Future<List<NodeId>> silent(NodeId self) {
        return state.call(() ->
                state.nodes.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(self) && !entry.getValue().leased())
                        .map(Map.Entry::getKey)
                        .filter(this::hasUnmarked)
                        .toList());
    }

    private boolean hasUnmarked(NodeId node) {
        return state.runners.values().stream()
                .anyMatch(row ->
                        row.node().equals(node)
                                && !row.status().ended()
                                && row.unreachableSince().isEmpty());
    }

    @Override
    public Future<Optional<String>> boot(NodeId node) {
        return state.call(() -> known(node).boot());
    }

    @Override
    public Future<Void> settle(NodeId node, String boot) {
        return state.<Optional<Void>>call(
                        () -> {
                            leases.require(node);
                            var before = known(node);
                            state.nodes.put(
                                    node,
                                    new MemoryState.Node(
                                            before.epoch(),
                                            before.label(),
                                            before.leased(),
                                            Optional.of(boot)));
                            return Optional.empty();
                        })
                .mapEmpty();
    }

    private MemoryState.Node known(NodeId node) {
        return Objects.requireNonNull(state.nodes.get(node), "a node that began");
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
