package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.supervisor.reconcile.Action;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

    /** They are all asked for at once; the living do not wait longer for the words of the dead. */
    private static final Duration SCREENS = Duration.ofSeconds(10);

    private final TerminalHost host;
    private final EventStore events;
    private final NodeId node;
    private final InstantSource clock;
    private final AtomicReference<Optional<Away>> away = new AtomicReference<>(Optional.empty());
    private final UUID id;
    private final Map<RunnerId, Fate> fates = new LinkedHashMap<>();
    private Optional<Away> unwritten = Optional.empty();

    /** What became of a runner. */
    private sealed interface Fate {
        record LivesOn() implements Fate {}

        record Ended(ExitStatus exit, Optional<String> lastLine) implements Fate {}

        record Lost() implements Fate {}
    }

    /**
     * One daemon's.
     *
     * @param id of its event, new for each daemon
     */
    public Homecoming(
            TerminalHost host, EventStore events, NodeId node, InstantSource clock, UUID id) {
        this.id = id;
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
     * Remembers what the actions of a comparison tell, before they are carried out: what they have
     * made the past no later comparison tells again. What a later one says of a runner counts.
     */
    Future<Void> remember(List<Action> actions) {
        var looks = new ArrayList<Future<Fate>>();
        for (var action : actions) {
            if (action instanceof Action.Tell(var runner, var facts)) {
                var command = facts.getLast();
                if (command instanceof RunnerCommand.HostStarted) {
                    remember(runner, new Fate.LivesOn());
                } else if (command instanceof RunnerCommand.HostForgot
                        || command instanceof RunnerCommand.MachineRestarted) {
                    remember(runner, new Fate.Lost());
                } else if (command instanceof RunnerCommand.HostExited exited) {
                    looks.add(ended(exited).onSuccess(end -> remember(runner, end)));
                }
            }
        }
        return Future.all(looks).mapEmpty();
    }

    private synchronized void remember(RunnerId runner, Fate fate) {
        fates.put(runner, fate);
    }

    /**
     * Records what was remembered; shown when its event is durable. Where that fails the next call
     * writes the same event, which is there once even if only the answer was lost.
     */
    Future<Void> record() {
        var found = found();
        return (found.isEmpty() ? Future.<Void>succeededFuture() : write(found))
                .onSuccess(_ -> away.set(Optional.of(found)));
    }

    /** What is once to be written stays as it is. */
    private synchronized Away found() {
        var found = unwritten.orElseGet(this::sum);
        unwritten = Optional.of(found);
        return found;
    }

    private Away sum() {
        int adopted = 0;
        var lost = new ArrayList<RunnerId>();
        var ended = new ArrayList<Away.Ended>();
        for (var each : fates.entrySet()) {
            switch (each.getValue()) {
                case Fate.LivesOn _ -> adopted++;
                case Fate.Lost _ -> lost.add(each.getKey());
                case Fate.Ended(var exit, var line) ->
                        ended.add(new Away.Ended(each.getKey(), exit, line));
            }
        }
        return new Away(clock.instant(), adopted, ended, lost);
    }

    private Future<Fate> ended(RunnerCommand.HostExited exited) {
        return host.screen(exited.runner(), false)
                .timeout(SCREENS.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> {
                    LOG.debug("event=away.no-screen cause={}", cause.toString());
                    return Optional.empty();
                })
                .map(screen -> new Fate.Ended(exited.exit(), screen.flatMap(Homecoming::last)));
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
        var aggregate = node.value().toString();
        return events.append(
                id,
                new NewEvent("node", aggregate, EVENT, Optional.empty(), data),
                found.foundAt());
    }
}
