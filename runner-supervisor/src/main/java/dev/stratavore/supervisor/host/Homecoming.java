package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.supervisor.reconcile.Action;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what a daemon that starts finds: in memory for {@code status}, and as an event of the
 * node. Thread-safe.
 */
public final class Homecoming {
    private static final Logger LOG = LoggerFactory.getLogger(Homecoming.class);
    private static final String EVENT = "system.alert.info";
    private static final int LONGEST_LINE = 200;

    private final TerminalHost host;
    private final EventStore events;
    private final NodeId node;
    private final InstantSource clock;
    private final AtomicReference<Optional<Away>> away = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Away>> unwritten =
            new AtomicReference<>(Optional.empty());

    public Homecoming(TerminalHost host, EventStore events, NodeId node, InstantSource clock) {
        this.host = host;
        this.events = events;
        this.node = node;
        this.clock = clock;
    }

    /** What the daemon found when it started; empty until it has looked. */
    public Optional<Away> away() {
        return away.get();
    }

    /**
     * Reads it from the actions of the first comparison; shown when its event is durable. Where
     * that fails the next call writes the same, since its own actions no longer tell.
     */
    Future<Void> record(List<Action> actions) {
        return unwritten
                .get()
                .map(Future::succeededFuture)
                .orElseGet(() -> read(actions))
                .compose(found -> {
                    unwritten.set(Optional.of(found));
                    return (found.isEmpty() ? Future.<Void>succeededFuture() : write(found))
                            .onSuccess(_ -> away.set(Optional.of(found)));
                });
    }

    private Future<Away> read(List<Action> actions) {
        int adopted = 0;
        var lost = new ArrayList<RunnerId>();
        var ended = new ArrayList<Future<Away.Ended>>();
        for (var action : actions) {
            if (action instanceof Action.Tell(_, var facts)) {
                var command = facts.getLast();
                if (command instanceof RunnerCommand.HostStarted) {
                    adopted++;
                } else if (command instanceof RunnerCommand.HostExited exited) {
                    ended.add(ended(exited));
                } else if (command instanceof RunnerCommand.HostForgot forgot) {
                    lost.add(forgot.runner());
                } else if (command instanceof RunnerCommand.MachineRestarted gone) {
                    lost.add(gone.runner());
                }
            }
        }
        int alive = adopted;
        return Future.all(ended).map(all -> new Away(clock.instant(), alive, all.list(), lost));
    }

    private Future<Away.Ended> ended(RunnerCommand.HostExited exited) {
        return host.screen(exited.runner(), false)
                .otherwise(cause -> {
                    LOG.debug("event=away.no-screen cause={}", cause.toString());
                    return Optional.empty();
                })
                .map(screen ->
                        new Away.Ended(
                                exited.runner(), exited.exit(), screen.flatMap(Homecoming::last)));
    }

    private static Optional<String> last(String screen) {
        return screen.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((_, later) -> later)
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)));
    }

    private Future<Void> write(Away found) {
        var ended = new JsonArray();
        for (var each : found.ended()) {
            ended.add(
                    new JsonObject()
                            .put("runner", each.runner().value())
                            .put("end", each.exit().inWords()));
        }
        var lost = new JsonArray();
        found.lost().forEach(id -> lost.add(id.value()));
        var data =
                new JsonObject()
                        .put("message", "while no daemon ran")
                        .put("adopted", found.adopted())
                        .put("ended", ended)
                        .put("lost", lost);
        return events.append("node", node.value().toString(), EVENT, data, found.foundAt());
    }
}
