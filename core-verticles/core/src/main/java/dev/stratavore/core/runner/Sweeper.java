package dev.stratavore.core.runner;

import dev.stratavore.core.machine.Moment;
import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks the runners of other nodes as unreachable when their node has let its lease run out. The
 * actors of such a node are silent, too, so the change is written past them: one of them that lives
 * all the same finds its row changed and goes on from there, and its node, when it prolongs its
 * lease, learns that it had run out and takes the marks back. Thread-safe.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Of one node in one go; the rest comes with the next. */
    private static final int AT_ONCE = 100;

    private final Stores stores;
    private final NodeId self;
    private final InstantSource clock;
    private final Ids ids;

    /** Sweeps for this node. */
    public Sweeper(Stores stores, NodeId self, InstantSource clock, Ids ids) {
        this.stores = stores;
        this.self = self;
        this.clock = clock;
        this.ids = ids;
    }

    /** Looks once; how many runners were marked. */
    public Future<Integer> sweep() {
        return stores.nodes()
                .silent(self)
                .compose(nodes -> {
                    var swept = Future.succeededFuture(0);
                    for (var node : nodes) {
                        swept = swept.compose(sum -> sweep(node).map(marked -> sum + marked));
                    }
                    return swept;
                });
    }

    private Future<Integer> sweep(NodeId node) {
        return stores.runners()
                .liveOn(node)
                .compose(rows -> mark(unmarked(rows)))
                .onSuccess(marked ->
                        LOG.warn("event=node.silent node={} runners={}", node.value(), marked));
    }

    private static List<RunnerRow> unmarked(List<RunnerRow> rows) {
        return rows.stream()
                .filter(row -> row.unreachableSince().isEmpty())
                .limit(AT_ONCE)
                .toList();
    }

    private Future<Integer> mark(List<RunnerRow> rows) {
        var marked = Future.succeededFuture(0);
        for (var row : rows) {
            marked = marked.compose(sum -> mark(row).map(done -> done ? sum + 1 : sum));
        }
        return marked;
    }

    private Future<Boolean> mark(RunnerRow row) {
        var memory = new RunnerMemory(row);
        var fact = new RunnerCommand.Unreachable(row.id(), row.attempt().fence());
        var now = clock.instant();
        var event = RunnerMachine.decide(memory.state(), fact, Moment.at(now)).event();
        return event.isEmpty()
                ? Future.succeededFuture(false)
                : stores.runners()
                        .saveForSilent(
                                memory.changeBy(event.get(), now, Optional.empty()),
                                new CommandMeta(ids.uuid(), "", Principal.SYSTEM, ""));
    }
}
