package dev.stratavore.core.edge;

import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.Listener;
import dev.stratavore.api.v1.StatusReply;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/** The node at a glance; answers also when the database does not, and says so. */
final class GetStatus implements Unary<GetStatusRequest, StatusReply> {
    private final Vertx vertx;
    private final EdgePorts ports;
    private final RunnerMessages messages;
    private final Supplier<Listeners> listeners;

    GetStatus(
            Vertx vertx, EdgePorts ports, RunnerMessages messages, Supplier<Listeners> listeners) {
        this.vertx = vertx;
        this.ports = ports;
        this.messages = messages;
        this.listeners = listeners;
    }

    @Override
    public Future<StatusReply> answer(GetStatusRequest request, Caller caller) {
        return Worker.run(vertx, () -> ports.node().facts())
                .map(this::of)
                .compose(status ->
                        counted(status)
                                .compose(_ -> lost(status))
                                .recover(failure -> uncounted(status, failure))
                                .map(_ -> status.build()));
    }

    private StatusReply.Builder of(NodeControl.Facts facts) {
        var status =
                StatusReply.newBuilder()
                        .setVersion(facts.version())
                        .setNode(facts.node().value().toString())
                        .setNodeLabel(facts.label())
                        .setPid(facts.pid())
                        .setPtyHostPid(ports.host().pid().orElse(0))
                        .setStartedAt(facts.startedAt().toEpochMilli())
                        .setNow(ports.clock().millis())
                        .setDatabase(facts.database())
                        .addAllWarnings(facts.warnings())
                        .setHeartbeat(AwayMessages.of(ports.figures().pulse()));
        facts.away().ifPresent(away -> status.setAway(AwayMessages.of(away)));
        for (var listener : listeners.get().all()) {
            status.addListeners(
                    Listener.newBuilder()
                            .setName(listener.name())
                            .setAddress(listener.address())
                            .setState(listener.state()));
            if (listener.degraded()) {
                status.addWarnings(listener.name() + ": " + listener.state());
            }
        }
        return status;
    }

    private Future<Void> counted(StatusReply.Builder status) {
        return ports.runners()
                .countByStatus()
                .compose(counts -> {
                    counts.forEach((word, n) -> status.putRunners(word.word(), n));
                    return projects(Optional.empty(), 0);
                })
                .map(status::setProjects)
                .mapEmpty();
    }

    private Future<Void> lost(StatusReply.Builder status) {
        if (!ports.node().tellsOfLost()) {
            return Future.succeededFuture();
        }
        return ports.runners()
                .lostOn(ports.node().node())
                .map(rows -> status.addAllLost(rows.stream().map(messages::of).toList()))
                .mapEmpty();
    }

    private Future<Integer> projects(Optional<String> token, int before) {
        return ports.projects()
                .list(Optional.empty(), new Page.Request(Page.Request.MAX_SIZE, token))
                .compose(page -> {
                    int count = before + page.items().size();
                    return page.next().isEmpty()
                            ? Future.succeededFuture(count)
                            : projects(page.next(), count);
                });
    }

    private static Future<Void> uncounted(StatusReply.Builder status, Throwable failure) {
        if (!(failure instanceof StoreUnavailable)) {
            return Future.failedFuture(failure);
        }
        status.addWarnings("the database does not answer; runners that are live go on");
        return Future.succeededFuture();
    }
}
