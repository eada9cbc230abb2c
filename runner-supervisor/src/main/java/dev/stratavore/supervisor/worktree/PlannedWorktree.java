package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Worktree;
import java.util.List;

/** Whether a runner can have a tree, and where. */
public sealed interface PlannedWorktree {
    /**
     * It can be made.
     *
     * @param notices what the user should know of it
     */
    record Ready(Worktree.Place place, List<String> notices) implements PlannedWorktree {
        public Ready {
            notices = List.copyOf(notices);
        }
    }

    /** It cannot. */
    record Refused(RefusalKind kind, String reason, String hint) implements PlannedWorktree {}
}
