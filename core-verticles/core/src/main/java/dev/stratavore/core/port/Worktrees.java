package dev.stratavore.core.port;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import java.io.IOException;
import java.util.List;

/** The working trees of this machine's runners. Blocks: call on a worker. */
public interface Worktrees {
    /** What may be done with the work in a tree that is removed. */
    sealed interface Fate {
        /** There must be none that would be lost. */
        record Safe() implements Fate {}

        /** It is kept on a branch of this name. */
        record SavedAs(String branch) implements Fate {}

        /** It is lost. */
        record Dropped() implements Fate {}
    }

    /** What came of a removal. */
    sealed interface Removal {
        /**
         * The tree is gone, or could be if that was all that was asked.
         *
         * @param notes what was done, one line each
         */
        record Done(List<String> notes) implements Removal {
            public Done {
                notes = List.copyOf(notes);
            }
        }

        /** The tree is as it was. */
        record Refused(String reason, String hint) implements Removal {}
    }

    /**
     * Removes the tree of a runner that has ended, and its branch where no work is on it alone.
     *
     * @param look only say what would come of it
     * @throws IOException if it failed after it had begun: a part of the tree may be gone, and the
     *     next removal goes on where this one ended
     */
    Removal remove(RunnerId runner, Worktree.Place place, Fate fate, boolean look)
            throws IOException;
}
