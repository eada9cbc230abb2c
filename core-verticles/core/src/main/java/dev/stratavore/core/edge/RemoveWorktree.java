package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.RemoveWorktreeReply;
import dev.stratavore.api.v1.RemoveWorktreeRequest;
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

/** Removes the worktree of a runner that has ended. */
final class RemoveWorktree implements Unary<RemoveWorktreeRequest, RemoveWorktreeReply> {
    private final Vertx vertx;
    private final LocalRunners runners;
    private final RunnerStore store;
    private final Worktrees worktrees;
    private final RunnerMessages messages;

    RemoveWorktree(
            Vertx vertx,
            LocalRunners runners,
            RunnerStore store,
            Worktrees worktrees,
            RunnerMessages messages) {
        this.vertx = vertx;
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
        var place = found.worktree().place();
        if (place.isEmpty()) {
            throw none(id);
        }
        return removed(id, place.get(), fate, look)
                .compose(notes ->
                        look
                                ? Future.succeededFuture(notes)
                                : store.worktreeGone(id).map(_ -> notes));
    }

    private Future<List<String>> removed(
            RunnerId id, Worktree.Place place, Fate fate, boolean look) {
        return Worker.run(
                vertx,
                () ->
                        switch (worktrees.remove(id, place, fate, look)) {
                            case Removal.Done(var notes) -> notes;
                            case Removal.Refused(var reason, var hint) ->
                                    throw Refused.of(Reason.WRONG_STATE, reason, hint);
                        });
    }
}
