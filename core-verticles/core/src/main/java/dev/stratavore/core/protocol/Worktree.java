package dev.stratavore.core.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A working tree of its own for a runner, as asked for and, once planned, as it is.
 *
 * @param setup a shell command to run in it before the agent's first start; empty for none
 * @param teardown a shell command to run in it before its removal; empty for none
 * @param place where it is; empty until it is planned
 */
public record Worktree(String setup, String teardown, Optional<Place> place) {
    /**
     * Where it is. All paths are absolute.
     *
     * @param repository git's directory of the repository that it belongs to
     * @param directory the root of the working tree
     * @param cwd the agent's directory in it: the root, or where the project is below that
     * @param branch its branch, made for it
     * @param base the commit that it began at
     */
    public record Place(
            String repository, String directory, String cwd, String branch, String base) {
        public Place {
            if (!repository.startsWith("/") || !cwd.startsWith(directory)) {
                throw new IllegalArgumentException("a worktree at " + directory);
            }
        }
    }

    /** Begins the shell script that runs the setup, its first argument, and then the agent. */
    public static final String SETUP_SCRIPT = "# the setup of the worktree, then the agent\n";

    private static final int SCRIPT = 2;
    private static final int AGENT = 5;

    /** What was run without the setup that may have gone before it. */
    public static List<String> agentOf(List<String> argv) {
        return argv.size() > AGENT && argv.get(SCRIPT).startsWith(SETUP_SCRIPT)
                ? argv.subList(AGENT, argv.size())
                : argv;
    }

    /** The same at a place. */
    public Worktree at(Place where) {
        return new Worktree(setup, teardown, Optional.of(where));
    }
}
