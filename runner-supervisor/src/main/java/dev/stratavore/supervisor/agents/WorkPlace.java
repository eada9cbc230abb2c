package dev.stratavore.supervisor.agents;

import dev.stratavore.core.port.DriverCatalog.Plan;
import dev.stratavore.core.port.DriverCatalog.Wish;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.supervisor.worktree.PlannedWorktree;
import dev.stratavore.supervisor.worktree.RunnerWorktrees;
import dev.stratavore.supervisor.worktree.SetupCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where an agent works: the project's directory, or a worktree, which need not be there yet. */
final class WorkPlace {
    private final RunnerWorktrees worktrees;

    /** What was found. */
    sealed interface Found {
        /**
         * A directory.
         *
         * @param worktree the tree that it is in, with its place
         * @param notices what the user should know of it
         */
        record Here(Path directory, Optional<Worktree> worktree, List<String> notices)
                implements Found {
            /** What is run there to have this run. */
            List<String> argv(List<String> agent) {
                return SetupCommand.before(agent, worktree.map(Worktree::setup).orElse(""));
            }
        }

        record Refused(Plan.Refused why) implements Found {}
    }

    WorkPlace(RunnerWorktrees worktrees) {
        this.worktrees = worktrees;
    }

    Found of(Wish wish) {
        Optional<Worktree> wanted = wish.options().worktree();
        Optional<Worktree.Place> before = wanted.flatMap(Worktree::place);
        if (before.isPresent()) {
            return new Found.Here(Path.of(before.get().cwd()), wanted, List.of());
        }
        Path project;
        try {
            project = Path.of(wish.cwd()).toRealPath();
        } catch (IOException e) {
            if (worktrees.holds(Path.of(wish.cwd()))) {
                return new Found.Refused(
                        new Plan.Refused(
                                RefusalKind.NOT_FOUND,
                                "the worktree that it ran in was removed: " + wish.cwd(),
                                "'stratavore PROJECT --new --worktree' starts another in a new"
                                        + " one"));
            }
            return new Found.Refused(
                    new Plan.Refused(
                            RefusalKind.NOT_FOUND,
                            "the project's directory is not there: " + wish.cwd(),
                            ""));
        }
        return wanted.map(tree -> planned(wish, tree, project))
                .orElseGet(() -> new Found.Here(project, Optional.empty(), List.of()));
    }

    private Found planned(Wish wish, Worktree wanted, Path project) {
        return switch (worktrees.plan(wish.id(), project)) {
            case PlannedWorktree.Refused(var kind, var reason, var hint) ->
                    new Found.Refused(new Plan.Refused(kind, reason, hint));
            case PlannedWorktree.Ready(var place, var notices) ->
                    new Found.Here(Path.of(place.cwd()), Optional.of(wanted.at(place)), notices);
        };
    }
}
