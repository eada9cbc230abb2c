package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.RemoveWorktreeReply;
import dev.stratavore.api.v1.RemoveWorktreeRequest;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.port.Worktrees;
import dev.stratavore.core.port.Worktrees.Fate;
import dev.stratavore.core.port.Worktrees.Removal;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.RunnerStore.InWorktree;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Removes the worktree of a runner that has ended. */
final class RemoveWorktree implements Unary<RemoveWorktreeRequest, RemoveWorktreeReply> {
    private final Vertx vertx;
    private final TreeWorkers workers;
    private final TreeRemovals removals;
    private final LocalRunners runners;
    private final RunnerStore store;
    private final Worktrees worktrees;
    private final RunnerMessages messages;
    private final InstantSource clock;

    RemoveWorktree(
            Vertx vertx,
            Shared shared,
            LocalRunners runners,
            EdgePorts ports,
            RunnerMessages messages) {
        this.vertx = vertx;
        this.workers = shared.trees();
        this.removals = shared.removals();
        this.runners = runners;
        this.store = ports.runners();
        this.worktrees = ports.worktrees();
        this.messages = messages;
        this.clock = ports.clock();
    }

    @Override
    public Future<RemoveWorktreeReply> answer(RemoveWorktreeRequest request, Caller caller) {
        var fate = fate(request);
        var row = runners.one(request.getRunner(), request.getProject());
        return Hop.back(
                vertx,
                request.getLook()
                        ? row.compose(found -> looked(found, fate))
                        : row.compose(found -> once(found, fate, meta(request, caller))));
    }

    private static CommandMeta meta(RemoveWorktreeRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        return CommandMetas.of(request.getCommandId(), body, caller);
    }

    private Future<RemoveWorktreeReply> looked(RunnerRow row, Fate fate) {
        return inWorktree(ended(row))
                .compose(found ->
                        removal(found, fate, true)
                                .map(outcome ->
                                        switch (outcome) {
                                            case Removal.Done(var notes) -> reply(found, notes);
                                            case Removal.Refused refusal -> throw refused(refusal);
                                        }));
    }

    /** A repetition of the command, after a lost answer for instance, is told the same. */
    private Future<RemoveWorktreeReply> once(RunnerRow row, Fate fate, CommandMeta meta) {
        return store.carriedOut(meta)
                .compose(before ->
                        switch (before) {
                            case OUT -> removedBefore(row, meta);
                            case OTHER_COMMAND -> throw otherCommand();
                            case NOT ->
                                    removals.alone(
                                            row.id(),
                                            () ->
                                                    inWorktree(ended(row))
                                                            .compose(found ->
                                                                    claimed(found, fate, meta)));
                        });
    }

    private Future<RemoveWorktreeReply> removedBefore(RunnerRow row, CommandMeta meta) {
        return store.removal(row.id(), meta.commandId())
                .map(removed -> removed.orElseThrow(RemoveWorktree::otherCommand))
                .map(removed -> reply(new InWorktree(row, removed.worktree()), removed.notes()));
    }

    private static Refused otherCommand() {
        return Refused.of(Reason.CONFLICT, "the command id was used for another request");
    }

    private RemoveWorktreeReply reply(InWorktree found, List<String> notes) {
        return RemoveWorktreeReply.newBuilder()
                .setWorktree(ListWorktrees.message(found, messages))
                .addAllNotes(notes)
                .build();
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
                                .filter(tree -> tree.place().isPresent())
                                .map(tree -> new InWorktree(row, tree))
                                .orElseThrow(() -> none(row.id())));
    }

    private static Refused none(RunnerId id) {
        return Refused.of(
                Reason.NOT_FOUND,
                id + " has no worktree",
                "'stratavore worktrees' lists those that there are");
    }

    /**
     * With no attempt in it meanwhile. After a failure the claim stays, since a part of the tree
     * may be gone: another removal finishes it.
     */
    private Future<RemoveWorktreeReply> claimed(InWorktree found, Fate fate, CommandMeta meta) {
        var id = found.row().id();
        return store.claimWorktree(id)
                .compose(claimed -> {
                    if (!claimed) {
                        throw movedOn(id);
                    }
                    return removal(found, fate, false).recover(failure -> unfinished(id, failure));
                })
                .compose(outcome ->
                        switch (outcome) {
                            case Removal.Done(var notes) -> gone(found, notes, meta);
                            case Removal.Refused refusal ->
                                    store.releaseWorktree(id)
                                            .transform(_ -> Future.failedFuture(refused(refusal)));
                        });
    }

    private Future<RemoveWorktreeReply> gone(
            InWorktree found, List<String> notes, CommandMeta meta) {
        var id = found.row().id();
        return store.worktreeGone(id, notes, clock.instant(), meta)
                .map(gone -> {
                    if (!gone) {
                        throw movedOn(id);
                    }
                    return reply(found, notes);
                });
    }

    private static Future<Removal> unfinished(RunnerId id, Throwable failure) {
        return Future.failedFuture(
                failure instanceof IOException
                        ? Refused.of(
                                Reason.WRONG_STATE,
                                "the worktree of " + id + " is only partly removed: " + failure,
                                "see to that; 'stratavore worktrees remove " + id + "' goes on")
                        : failure);
    }

    private static Refused movedOn(RunnerId id) {
        return Refused.of(
                Reason.WRONG_STATE,
                id + " was started or its worktree removed meanwhile",
                "'stratavore worktrees' shows how it is");
    }

    private Future<Removal> removal(InWorktree found, Fate fate, boolean look) {
        var id = found.row().id();
        var place = found.worktree().place().orElseThrow();
        return workers.run(() -> worktrees.remove(id, place, fate, look));
    }

    private static Refused refused(Removal.Refused refusal) {
        return Refused.of(Reason.WRONG_STATE, refusal.reason(), refusal.hint());
    }
}
