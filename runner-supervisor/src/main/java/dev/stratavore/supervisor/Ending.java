package dev.stratavore.supervisor;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.supervisor.host.HostLink;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way down that somebody asked for: with the runners and the pty host, or without. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final NodeSetup setup;
    private final RunnerStore runners;
    private final Actors actors;
    private final TerminalHost terminals;
    private final HostLink link;
    private final NodeId node;
    private final AtomicBoolean begun = new AtomicBoolean();

    Ending(
            NodeSetup setup,
            RunnerStore runners,
            Actors actors,
            TerminalHost terminals,
            HostLink link,
            NodeId node) {
        this.setup = setup;
        this.runners = runners;
        this.actors = actors;
        this.terminals = terminals;
        this.link = link;
        this.node = node;
    }

    void begin(boolean all) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        var before =
                all
                        ? endRunners().compose(_ -> link.shutdownHost(true))
                        : Future.<Void>succeededFuture();
        before.onFailure(cause -> LOG.error("event=stop.all.failed cause={}", cause.toString()))
                .onComplete(_ -> setup.exit().run());
    }

    /** Every runner's end is asked for, made durable, and carried out before the host goes. */
    private Future<Void> endRunners() {
        return runners.liveOn(node)
                .compose(rows -> Future.join(rows.stream().map(this::end).toList()))
                .mapEmpty();
    }

    private Future<Void> end(RunnerRow row) {
        long grace = setup.config().runners().stopTimeout().toMillis();
        var meta =
                new CommandMeta(
                        setup.ids().uuid(),
                        "stop-all",
                        Principal.SYSTEM,
                        setup.ids().uuid().toString());
        return actors.ask(new RunnerCommand.Stop(row.id(), meta, false, grace))
                .compose(_ -> terminals.stop(row.id(), row.attempt().fence(), false, grace));
    }
}
