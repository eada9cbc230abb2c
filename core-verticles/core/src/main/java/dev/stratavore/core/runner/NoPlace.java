package dev.stratavore.core.runner;

import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerStore.Saved;
import java.util.Optional;

/** Why an ended runner gets no place for another attempt, in words. */
final class NoPlace {
    private NoPlace() {}

    /** What has no place for it now and may have one later. */
    static Optional<PlaceScope> passing(Saved saved) {
        return switch (saved) {
            case Saved.QuotaReached _ -> Optional.of(PlaceScope.PROJECT);
            case Saved.NodeFull _ -> Optional.of(PlaceScope.NODE);
            case Saved.NameTaken _,
                    Saved.ProjectGone _,
                    Saved.WorktreeGone _,
                    Saved.Done _,
                    Saved.Stale _,
                    Saved.Already _,
                    Saved.OtherCommand _ ->
                    Optional.empty();
        };
    }

    static RunnerReply.Refused why(Saved saved) {
        return switch (saved) {
            case Saved.QuotaReached(int limit, int live) ->
                    new RunnerReply.Refused(
                            RefusalKind.LIMIT,
                            live + " of " + limit + " runners of the project are live",
                            "end one with 'stratavore kill ID'");
            case Saved.NodeFull(int limit, int live) ->
                    new RunnerReply.Refused(
                            RefusalKind.LIMIT,
                            live
                                    + " of "
                                    + limit
                                    + " runners of the node are live (runners.max_total)",
                            "end one with 'stratavore kill ID'");
            case Saved.NameTaken(var name, var holder) ->
                    new RunnerReply.Refused(
                            RefusalKind.CONFLICT,
                            "the name '" + name + "' is taken by " + holder,
                            "kill it to free the name: one that is to restart by itself keeps its"
                                    + " own");
            case Saved.ProjectGone _ ->
                    new RunnerReply.Refused(
                            RefusalKind.NOT_FOUND,
                            "the project is gone",
                            "create it again with 'stratavore new'");
            case Saved.WorktreeGone _ ->
                    new RunnerReply.Refused(
                            RefusalKind.CONFLICT,
                            "the runner's worktree is being removed",
                            "'stratavore worktrees remove' finishes a removal that was cut short");
            case Saved.Done _, Saved.Stale _, Saved.Already _, Saved.OtherCommand _ ->
                    throw new IllegalArgumentException(saved + " is no refusal of a place");
        };
    }
}
