package dev.stratavore.supervisor;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.supervisor.host.HostLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way down that somebody asked for: with the runners and the pty host, or without. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private static final Duration CONFIRMATION = Duration.ofSeconds(60);

    private final NodeSetup setup;
    private final RunnerStore runners;
    private final Actors actors;
    private final HostLink link;
    private final NodeId node;
    private final AtomicBoolean begun = new AtomicBoolean();

    Ending(NodeSetup setup, RunnerStore runners, Actors actors, HostLink link, NodeId node) {
        this.setup = setup;
        this.runners = runners;
        this.actors = actors;
        this.link = link;
        this.node = node;
    }

    void begin(boolean all) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (!all) {
            setup.exit().run();
            return;
        }
        endRunners()
                .compose(_ -> link.shutdownHost(true))
                .onSuccess(_ -> setup.exit().run())
                .onFailure(this::stay);
    }

    /** Whoever asked for everything to end must not read that it has, when it has not. */
    private void stay(Throwable cause) {
        LOG.error("event=stop.all.failed cause={}", cause.toString());
        begun.set(false);
    }

    /**
     * Every runner's end is asked for, and is durable before the host goes; one that waits for its
     * restart would begin again with the next daemon.
     */
    private Future<Void> endRunners() {
        // Owed ones first: one that begins meanwhile is among the live ones then.
        return runners.owedRestarts(node)
                .compose(owed ->
                        runners.liveOn(node)
                                .map(live -> Stream.concat(owed.stream(), live.stream())))
                .map(all -> all.map(RunnerRow::id).distinct().map(this::end).toList())
                .compose(Future::join)
                .mapEmpty();
    }

    private Future<Void> end(RunnerId runner) {
        var grace = setup.config().runners().stopTimeout();
        var meta =
                new CommandMeta(
                        setup.ids().uuid(),
                        "stop-all",
                        Principal.SYSTEM,
                        setup.ids().uuid().toString());
        return actors.ask(new RunnerCommand.Stop(runner, meta, false, grace.toMillis()))
                .compose(reply ->
                        reply instanceof RunnerReply.Refused refused
                                ? Future.failedFuture(new IllegalStateException(refused.reason()))
                                : ended(runner, grace.plus(CONFIRMATION)));
    }

    private Future<Void> ended(RunnerId runner, Duration within) {
        var gone = Promise.<Void>promise();
        Runnable look =
                () ->
                        runners.find(runner)
                                .onSuccess(row -> {
                                    if (row.isEmpty() || row.get().isOver()) {
                                        gone.tryComplete();
                                    }
                                })
                                .onFailure(gone::tryFail);
        var unwatch = actors.watch(runner, look);
        look.run();
        return gone.future()
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> unwatch.run());
    }
}
