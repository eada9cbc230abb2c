package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import java.util.List;

/** What makes the two agree again. */
public sealed interface Action {
    /** Facts that a runner's actor has to hear, each when the one before is durable. */
    record Tell(RunnerId runner, List<RunnerCommand> facts) implements Action {
        public Tell {
            facts = List.copyOf(facts);
        }
    }

    /** A process of an attempt that has ended by all the database knows: it must not live on. */
    record StopGhost(RunnerId runner, long fence) implements Action {}

    /** The host has a runner that this database never knew: left alone, and said aloud. */
    record Stray(RunnerId runner, long pid) implements Action {}
}
