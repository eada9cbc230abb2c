package dev.stratavore.core.protocol;

import java.util.List;
import java.util.OptionalInt;

/** What a project actor answers. */
public sealed interface ProjectReply extends Reply {
    /** All of them were admitted and their actors exist. */
    record Launched(List<RunnerId> runners) implements ProjectReply {
        public Launched {
            runners = List.copyOf(runners);
        }
    }

    /**
     * The quota has no room for all of them; none was admitted.
     *
     * @param owed how many restarts wait for a place and come first; empty for none
     */
    record QuotaReached(int limit, int live, int asked, OptionalInt owed) implements ProjectReply {
        /** No restart waits. */
        public QuotaReached(int limit, int live, int asked) {
            this(limit, live, asked, OptionalInt.empty());
        }
    }

    /**
     * The quota has room for all of them, their node has not; none was admitted.
     *
     * @param taken places of those that live, and of restarts that wait for one
     */
    record NodeFull(int limit, int taken, int asked) implements ProjectReply {}

    /** Not possible, whatever the quota. */
    record Refused(RefusalKind kind, String reason, String hint) implements ProjectReply {}
}
