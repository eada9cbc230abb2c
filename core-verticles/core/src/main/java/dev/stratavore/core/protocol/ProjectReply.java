package dev.stratavore.core.protocol;

import java.util.List;

/** What a project actor answers. */
public sealed interface ProjectReply extends Reply {
    /** All of them were admitted and their actors exist. */
    record Launched(List<RunnerId> runners) implements ProjectReply {
        public Launched {
            runners = List.copyOf(runners);
        }
    }

    /** The quota has no room for all of them; none was admitted. */
    record QuotaReached(int limit, int live, int asked) implements ProjectReply {}

    /** The quota has room for all of them, their node has not; none was admitted. */
    record NodeFull(int limit, int live, int asked) implements ProjectReply {}

    /** Not possible, whatever the quota. */
    record Refused(RefusalKind kind, String reason, String hint) implements ProjectReply {}
}
