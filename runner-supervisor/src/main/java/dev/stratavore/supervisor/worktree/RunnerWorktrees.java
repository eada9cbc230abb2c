package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.port.Worktrees;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The worktrees of this user's runners. Blocks; thread-safe for different runners. */
public final class RunnerWorktrees implements Worktrees {
    private final Path root;
    private final WorktreePlanner planner;
    private final WorktreeMaker maker;
    private final WorktreeRemover remover;

    /**
     * Names where they are.
     *
     * @param environment ours, of which git gets a few names
     * @param root the directory for all of them
     */
    public RunnerWorktrees(Map<String, String> environment, Path root) {
        this.root = root;
        Git git = new Git(environment);
        this.planner = new WorktreePlanner(git, root);
        this.maker = new WorktreeMaker(git);
        this.remover = new WorktreeRemover(git);
    }

    /** Whether a directory is in one of them, or was. */
    public boolean holds(Path directory) {
        return directory.startsWith(root);
    }

    /** Says where a runner's tree will be; changes nothing. */
    public PlannedWorktree plan(RunnerId runner, Path project) {
        return planner.plan(runner, project);
    }

    /** Makes the tree unless it is there, and finishes one whose making was interrupted. */
    public void make(Place place) throws IOException {
        maker.make(place);
    }

    @Override
    public Removal remove(RunnerId runner, Place place, Fate fate, boolean look)
            throws IOException {
        return remover.remove(runner, place, fate, look);
    }
}
