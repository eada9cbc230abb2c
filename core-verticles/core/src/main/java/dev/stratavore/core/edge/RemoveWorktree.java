package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.RemoveWorktreeReply;
import dev.stratavore.api.v1.RemoveWorktreeRequest;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.port.Worktrees;
import dev.stratavore.core.port.Worktrees.Fate;
import dev.stratavore.core.port.Worktrees.Removal;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.RunnerStore.InWorktree;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Removes the worktree of a runner that has ended. */
final class RemoveWorktree implements Unary<RemoveWorktreeRequest, RemoveWorktreeReply> {
    private final Vertx vertx;
    private final TreeWorkers workers;
    private final LocalRunners runners;
    private final RunnerStore store;
    private final Worktrees worktrees;
    private final RunnerMessages messages;
    private final Set<RunnerId> underWay = ConcurrentHashMap.newKeySet();

    RemoveWorktree(
            Vertx vertx,
            LocalRunners runners,
            RunnerStore store,
            Worktrees worktrees,
            RunnerMessages messages) {
        this.vertx = vertx;
        this.workers = new TreeWorkers(vertx);
        this.runners = runners;
        this.store = store;
        this.worktrees = worktrees;
        this.messages = messages;
    }

    @Override
    public Future<RemoveWorktreeReply> answer(RemoveWorktreeRequest request, Caller caller) {
        var fate = fate(request);
        return runners.one(request.getRunner(), request.getProject())
                .map(RemoveWorktree::ended)
                .compose(this::inWorktree)
                .compose(found ->
                        Hop.back(vertx, removed(found, fate, request.getLook()))
                                .map(notes ->
                                        RemoveWorktreeReply.newBuilder()
                                                .setWorktree(ListWorktrees.message(found, messages))
                                                .addAllNotes(notes)
                                                .build()));
    }

    private static Fate fate(RemoveWorktreeRequest request) {
        if (request.getForce() && !request.getSaveAs().isEmpty()) {
            throw Refused.invalid("work is either saved or dropped");
        }
        if (request.getForce()) {
            return new Fate.Dropped();
        }
        return request.getSaveAs().isEmpty()
                ? new Fate.Safe()
                : new Fate.SavedAs(Texts.argument("save_as", request.getSaveAs()));
    }

    private static RunnerRow ended(RunnerRow row) {
        if (!row.status().ended() || row.restarts().dueAt().isPresent()) {
            throw Refused.of(
                    Reason.WRONG_STATE,
                    row.id() + " is " + (row.status().ended() ? "about to restart" : "live"),
                    "end it with 'stratavore kill " + row.id() + "'");
        }
        return row;
    }

    private Future<InWorktree> inWorktree(RunnerRow row) {
        return store.launchRecord(row.id())
                .map(record ->
                        record.flatMap(known -> known.options().worktree())
                                .map(tree -> new InWorktree(row, tree))
                                .orElseThrow(() -> none(row.id())));
    }

    private static Refused none(RunnerId id) {
        return Refused.of(
                Reason.NOT_FOUND,
                id + " has no worktree",
                "'stratavore worktrees' lists those that there are");
    }

    private Future<List<String>> removed(InWorktree found, Fate fate, boolean look) {
        var id = found.row().id();
        var place = found.worktree().place().orElseThrow(() -> none(id));
        return look ? carriedOut(id, place, fate, true) : alone(id, () -> claimed(id, place, fate));
    }

    /** Of several calls at a time for a runner all but one are refused. */
    private <T> Future<T> alone(RunnerId id, Supplier<Future<T>> work) {
        if (!underWay.add(id)) {
            throw Refused.of(Reason.CONFLICT, "the worktree of " + id + " is being removed");
        }
        return Future.<Void>succeededFuture()
                .compose(_ -> work.get())
                .onComplete(_ -> underWay.remove(id));
    }

    /**
     * With no attempt in it meanwhile. After a failure that tells nothing of the tree the claim
     * stays, since half of the tree may be gone: a repetition finishes the removal.
     */
    private Future<List<String>> claimed(RunnerId id, Worktree.Place place, Fate fate) {
        return store.claimWorktree(id)
                .compose(claimed -> {
                    if (!claimed) {
                        throw movedOn(id);
                    }
                    return carriedOut(id, place, fate, false);
                })
                .recover(failure ->
                        failure instanceof Refused
                                ? store.releaseWorktree(id)
                                        .transform(_ -> Future.failedFuture(failure))
                                : Future.failedFuture(failure))
                .compose(notes -> store.worktreeGone(id).map(gone -> sure(gone, id, notes)));
    }

    private static List<String> sure(boolean gone, RunnerId id, List<String> notes) {
        if (!gone) {
            throw movedOn(id);
        }
        return notes;
    }

    private static Refused movedOn(RunnerId id) {
        return Refused.of(
                Reason.WRONG_STATE,
                id + " was started or its worktree removed meanwhile",
                "'stratavore worktrees' shows how it is");
    }

    private Future<List<String>> carriedOut(
            RunnerId id, Worktree.Place place, Fate fate, boolean look) {
        return workers.run(() ->
                switch (worktrees.remove(id, place, fate, look)) {
                    case Removal.Done(var notes) -> notes;
                    case Removal.Refused(var reason, var hint) ->
                            throw Refused.of(Reason.WRONG_STATE, reason, hint);
                });
    }
}
