package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;

/** What makes the two agree again. */
public sealed interface Action {
    /** A fact that a runner's actor has to hear. */
    record Tell(RunnerCommand command) implements Action {}

    /** A process of an attempt that has ended by all the database knows: it must not live on. */
    record StopGhost(RunnerId runner, long fence) implements Action {}

    /** The host has a runner that this database never knew: left alone, and said aloud. */
    record Stray(RunnerId runner, long pid) implements Action {}
}
