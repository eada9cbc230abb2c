package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.runner.PrunedOutput;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes ended runners of this node, and what its pty host keeps of their output. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /** A transaction and a round to the pty host for each so many. */
    private static final int AT_ONCE = 100;

    private final RunnerStore store;
    private final PrunedOutput output;
    private final NodeControl node;

    Removal(RunnerStore store, TerminalHost host, NodeControl node) {
        this.store = store;
        this.output = new PrunedOutput(store, host);
        this.node = node;
    }

    /** Refused unless it has ended, for good, on this node; whether its output is gone as well. */
    Future<Boolean> one(RunnerRow row) {
        var here = node.node();
        if (!row.node().equals(here)) {
            throw Refused.of(
                    Reason.OTHER_NODE,
                    "what is kept of " + row.id() + " is on node " + row.nodeLabel(),
                    "call the daemon there");
        }
        var only =
                new RunnerStore.Prunable(
                        here,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(row.id()));
        return store.prune(only, 1)
                .compose(pruned -> {
                    if (pruned.isEmpty()) {
                        return row.isOver() ? kept(row) : Future.failedFuture(notEnded(row));
                    }
                    LOG.info("event=removed runner={}", row.id());
                    return output.remove(pruned);
                });
    }

    private Future<Boolean> kept(RunnerRow row) {
        return store.launchRecord(row.id())
                .map(record -> {
                    throw record.filter(known -> known.options().worktree().isPresent()).isPresent()
                            ? Refused.of(
                                    Reason.WRONG_STATE,
                                    row.id() + " has a worktree",
                                    "remove that first with 'stratavore worktrees remove "
                                            + row.id()
                                            + "'")
                            : RunnerLookup.notFound(row.id().value());
                });
    }

    private static Refused notEnded(RunnerRow row) {
        return row.restarts().dueAt().isPresent()
                ? Refused.of(
                        Reason.WRONG_STATE,
                        row.id() + " waits for its restart",
                        "cancel that with 'stratavore kill " + row.id() + "'")
                : Refused.of(
                        Reason.WRONG_STATE,
                        row.id() + " is " + row.status().word(),
                        "end it first with 'stratavore kill " + row.id() + "'");
    }

    /** Every ended one of a project, else of the caller, else of everybody in god mode. */
    Future<List<RunnerId>> all(Optional<ProjectName> project, Caller caller) {
        var which =
                new RunnerStore.Prunable(
                        node.node(),
                        Optional.empty(),
                        project,
                        project.isPresent() || caller.god()
                                ? Optional.empty()
                                : Optional.of(caller.principal()),
                        Optional.empty());
        return more(which, new ArrayList<>());
    }

    private Future<List<RunnerId>> more(RunnerStore.Prunable which, List<RunnerId> removed) {
        return store.prune(which, AT_ONCE)
                .compose(pruned -> {
                    removed.addAll(pruned);
                    return output.remove(pruned)
                            .compose(_ ->
                                    pruned.size() == AT_ONCE
                                            ? more(which, removed)
                                            : Future.succeededFuture(told(removed)));
                });
    }

    private static List<RunnerId> told(List<RunnerId> removed) {
        LOG.info("event=removed runners={}", removed.size());
        return List.copyOf(removed);
    }
}
