package dev.stratavore.core.project;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import java.util.List;

/**
 * The launch that a project actor has begun and not finished. It survives restarts of the actor, so
 * that no admitted runner is left without an actor. Touched by the actor's context alone.
 */
public final class OpenLaunch {
    /** How far it came. */
    sealed interface State {
        /** Nothing is open. */
        record None() implements State {}

        /** To be carried on with: nobody was told that it failed. */
        record Owed(ProjectCommand.Launch launch) implements State {}

        /**
         * Refused since the store did not answer; it may have admitted the runners all the same.
         * The environment is forgotten: they must not start any more.
         */
        record GivenUp(CommandMeta meta, List<RunnerId> runners) implements State {
            public GivenUp {
                runners = List.copyOf(runners);
            }

            boolean isOf(ProjectCommand.Launch launch) {
                return meta.commandId().equals(launch.meta().commandId())
                        && runners.equals(idsOf(launch));
            }
        }
    }

    private State state = new State.None();

    /** Nothing is open. */
    public OpenLaunch() {}

    State state() {
        return state;
    }

    void owe(ProjectCommand.Launch launch) {
        state = new State.Owed(launch);
    }

    void giveUp(ProjectCommand.Launch launch) {
        state = new State.GivenUp(launch.meta(), idsOf(launch));
    }

    void close() {
        state = new State.None();
    }

    private static List<RunnerId> idsOf(ProjectCommand.Launch launch) {
        return launch.runners().stream().map(RunnerSpec::id).toList();
    }
}
