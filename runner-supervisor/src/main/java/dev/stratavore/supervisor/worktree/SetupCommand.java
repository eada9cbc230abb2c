package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.Worktree;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a shell command go before an agent's first start in a new tree. It runs in the runner's own
 * terminal, with its environment and its limits, so it is seen, kept and ended like the agent; one
 * that fails is the runner's end.
 */
public final class SetupCommand {
    private static final String SCRIPT =
            Worktree.SETUP_SCRIPT
                    + """
                    mark=$(git rev-parse --absolute-git-dir) || exit
                    mark=$mark/stratavore-set-up
                    setup=$1
                    shift
                    if [ ! -e "$mark" ]; then
                        (eval "$setup")
                        code=$?
                        if [ "$code" -ne 0 ]; then
                            echo "stratavore: the setup of the worktree failed with exit code $code" >&2
                            exit "$code"
                        fi
                        : > "$mark"
                    fi
                    exec "$@"
                    """;

    private SetupCommand() {}

    /** The agent's command behind the setup's; as it is where there is no setup. */
    public static List<String> before(List<String> argv, String setup) {
        if (setup.isEmpty()) {
            return argv;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", setup));
        whole.addAll(argv);
        return List.copyOf(whole);
    }
}
