package dev.stratavore.core;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NodeStore;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One project, its runners, and the events of the node, in memory. */
final class TestStores implements ProjectStore, NodeStore, EventStore {
    final TestRunnerStore runners = new TestRunnerStore();
    final Stores all = new Stores(this, runners, this, this);
    private final List<JsonObject> alerts = new ArrayList<>();
    private final Promise<JsonObject> firstAlert = Promise.promise();

    synchronized List<JsonObject> alerts() {
        return List.copyOf(alerts);
    }

    Future<JsonObject> firstAlert() {
        return firstAlert.future();
    }

    @Override
    public Future<Created> create(NewProject project, CommandMeta meta) {
        return Future.succeededFuture(new Created.NameTaken(row()));
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectName name) {
        return Future.succeededFuture(
                name.equals(TestRunnerStore.NAME) ? Optional.of(row()) : Optional.empty());
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectKey key) {
        return Future.succeededFuture(
                key.equals(TestRunnerStore.PROJECT) ? Optional.of(row()) : Optional.empty());
    }

    @Override
    public Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
        return Future.succeededFuture(new Page<>(List.of(row()), Optional.empty()));
    }

    @Override
    public Future<Lease> begin(NodeId node, String label, String version) {
        return Future.succeededFuture(new Lease(node, 1));
    }

    @Override
    public Future<Optional<String>> label(NodeId node) {
        return Future.succeededFuture(Optional.of("here"));
    }

    @Override
    public Future<Batch> read(Optional<String> cursor, int limit) {
        return Future.failedFuture(new UnsupportedOperationException("no test reads"));
    }

    @Override
    public synchronized Future<Void> append(
            String aggregateType, String aggregateId, String type, JsonObject data, Instant at) {
        alerts.add(data.copy().put("type", type));
        firstAlert.tryComplete(alerts.getFirst());
        return Future.succeededFuture();
    }

    private static ProjectRow row() {
        return new ProjectRow(
                TestRunnerStore.PROJECT,
                TestRunnerStore.NAME,
                "/srv/site",
                "",
                Optional.empty(),
                OptionalInt.empty(),
                Principal.SYSTEM,
                false,
                Instant.EPOCH,
                0);
    }
}
