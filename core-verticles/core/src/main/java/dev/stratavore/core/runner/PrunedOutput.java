package dev.stratavore.core.runner;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the pty host remove what it keeps of pruned runners. Their rows are gone by then: what it
 * does not do now stays remembered in the database, for a later time. Thread-safe.
 */
public final class PrunedOutput {
    private static final Logger LOG = LoggerFactory.getLogger(PrunedOutput.class);
    private static final int AT_ONCE = 100;

    private final RunnerStore store;
    private final TerminalHost host;

    /** Between a store and the node's pty host. */
    public PrunedOutput(RunnerStore store, TerminalHost host) {
        this.store = store;
        this.host = host;
    }

    /** Removes it of these; whether it is gone of all. */
    public Future<Boolean> remove(List<RunnerId> pruned) {
        if (pruned.isEmpty()) {
            return Future.succeededFuture(true);
        }
        return Future.all(pruned.stream().map(this::removeOne).toList())
                .compose(all -> {
                    var gone =
                            all.<Optional<RunnerId>>list().stream()
                                    .flatMap(Optional::stream)
                                    .toList();
                    return store.outputRemoved(gone).map(_ -> gone.size() == pruned.size());
                })
                .otherwise(cause -> {
                    LOG.warn("event=output.not-noted cause={}", cause.toString());
                    return false;
                });
    }

    private Future<Optional<RunnerId>> removeOne(RunnerId runner) {
        return host.forget(runner)
                .map(_ -> Optional.of(runner))
                .otherwise(cause -> {
                    LOG.warn(
                            "event=output.not-removed runner={} cause={}",
                            runner,
                            cause.toString());
                    return Optional.empty();
                });
    }

    /** Removes what was left behind earlier, as far as the host does it now. */
    public Future<Void> removeLeft(NodeId node) {
        return store.outputLeft(node, AT_ONCE)
                .compose(left ->
                        remove(left)
                                .compose(all ->
                                        all && left.size() == AT_ONCE
                                                ? removeLeft(node)
                                                : Future.succeededFuture()));
    }
}
