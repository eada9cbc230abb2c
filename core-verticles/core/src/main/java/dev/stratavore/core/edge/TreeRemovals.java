package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Whose worktrees are being removed now, whichever listener was asked. Thread-safe. */
final class TreeRemovals {
    private final Set<RunnerId> underWay = ConcurrentHashMap.newKeySet();

    /** Of several calls at a time for a runner all but one are refused. */
    <T> Future<T> alone(RunnerId id, Supplier<Future<T>> work) {
        if (!underWay.add(id)) {
            throw Refused.of(Reason.CONFLICT, "the worktree of " + id + " is being removed");
        }
        return Future.<Void>succeededFuture()
                .compose(_ -> work.get())
                .onComplete(_ -> underWay.remove(id));
    }
}
