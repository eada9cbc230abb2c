package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The columns of the table in {@link RunnerMachine} for what is asked. */
final class Asked {
    private Asked() {}

    static Decision awaitStarted(RunnerState state) {
        return state.status() == RunnerStatus.STARTING
                ? Decision.later()
                : Decision.nothing(Decisions.now(state));
    }

    static Decision stop(RunnerState state, RunnerCommand.Stop stop) {
        var grace = Duration.ofMillis(stop.graceMillis());
        return switch (state.status()) {
            case STARTING, RUNNING, PAUSED ->
                    stopping(
                            state,
                            new RunnerEvent.Stopping(state.attempt(), stop.force()),
                            stop.force() ? Duration.ZERO : grace);
            case STOPPING ->
                    stop.force()
                            ? Decision.only(
                                    Decisions.end(state, true, Duration.ZERO), Decisions.now(state))
                            : Decision.nothing(Decisions.now(state));
            case TERMINATED -> Decision.nothing(Decisions.now(state));
            case FAILED ->
                    state.restarts().dueAt().isPresent()
                            ? Decisions.changed(
                                    state, RunnerEvent.RestartCancelled.asked(state.attempt()))
                            : Decision.nothing(Decisions.now(state));
        };
    }

    static Decision mustEnd(RunnerState state, RunnerCommand.MustEnd fact) {
        if (fact.fence() != state.fence()) {
            return Decision.nothing(Decisions.now(state));
        }
        return switch (state.status()) {
            case STARTING, RUNNING, PAUSED ->
                    stopping(
                            state,
                            new RunnerEvent.Stopping(
                                    state.attempt(), false, Optional.of(fact.reason())),
                            RunnerMachine.DEFAULT_GRACE);
            case STOPPING, TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    private static Decision stopping(
            RunnerState state, RunnerEvent.Stopping event, Duration grace) {
        return Decisions.changed(
                state,
                event,
                Decisions.end(state, event.force(), grace),
                new Effect.ArmStopTimer(
                        state.fence(),
                        state.version() + 1,
                        grace.plus(RunnerMachine.STOP_CONFIRMATION)));
    }

    static Decision pause(RunnerState state) {
        return switch (state.status()) {
            case RUNNING -> frozen(state, new RunnerEvent.Paused(state.attempt()), true);
            // Asked again, perhaps because the first answer was lost: answered when it is frozen.
            case PAUSED -> awaitFreeze(state, true);
            case STARTING ->
                    Decisions.refused(state.id() + " is starting", "pause it once it runs");
            case STOPPING, TERMINATED, FAILED ->
                    Decisions.refused(
                            state.id() + " is " + state.status().word(),
                            "only a running one can be paused");
        };
    }

    static Decision unpause(RunnerState state) {
        return switch (state.status()) {
            case PAUSED ->
                    frozen(
                            state,
                            new RunnerEvent.Resumed(state.attempt(), Optional.empty()),
                            false);
            case RUNNING -> Decision.nothing(Decisions.now(state));
            case STARTING, STOPPING, TERMINATED, FAILED ->
                    Decisions.refused(
                            state.id() + " is " + state.status().word(),
                            "only a paused one can be unpaused");
        };
    }

    private static Decision frozen(RunnerState state, RunnerEvent event, boolean frozen) {
        return new Decision(
                Optional.of(event),
                List.of(new Effect.FreezeTerminal(state.fence(), frozen)),
                Optional.empty());
    }

    private static Decision awaitFreeze(RunnerState state, boolean frozen) {
        return new Decision(
                Optional.empty(),
                List.of(new Effect.FreezeTerminal(state.fence(), frozen)),
                Optional.empty());
    }

    static Decision restart(RunnerState state, Moment moment) {
        return switch (state.status()) {
            case TERMINATED, FAILED -> begun(state, moment, 0);
            case STOPPING ->
                    Decisions.refused(
                            state.id() + " is stopping", "restart it when its end is settled");
            case STARTING, RUNNING, PAUSED ->
                    Decisions.refused(state.id() + " is " + state.status().word(), "end it first");
        };
    }

    static boolean isDue(RunnerState state, RunnerCommand.RestartDue due) {
        return state.status() == RunnerStatus.FAILED
                && state.restarts().dueAt().isPresent()
                && due.fence() == state.fence()
                && due.epoch() == state.version();
    }

    static Decision restartDue(RunnerState state, RunnerCommand.RestartDue due, Moment moment) {
        return isDue(state, due)
                ? begun(state, moment, state.restarts().inARow())
                : Decision.nothing(Decisions.now(state));
    }

    private static Decision begun(RunnerState state, Moment moment, int inARow) {
        int attempt = state.attempt() + 1;
        var event = new RunnerEvent.Restarted(attempt, moment.fence(), inARow);
        var after = RunnerMachine.evolve(state, event, moment.now());
        return new Decision(
                Optional.of(event),
                List.of(new Effect.LaunchTerminal(attempt, moment.fence())),
                Optional.of(Decisions.now(after)));
    }

    /** Said once; whoever has places tells when to try again. */
    static Decision restartWaits(RunnerState state, PlaceScope place) {
        var restarts = state.restarts();
        return restarts.dueAt().isEmpty() || restarts.waitsFor().equals(Optional.of(place))
                ? Decision.nothing(Decisions.now(state))
                : new Decision(
                        Optional.of(new RunnerEvent.RestartWaits(state.attempt(), place)),
                        List.of(),
                        Optional.of(Decisions.now(state)));
    }

    static Decision cannotRestart(RunnerState state, String why) {
        return state.restarts().dueAt().isPresent()
                ? Decisions.changed(
                        state, new RunnerEvent.RestartCancelled(state.attempt(), why, false))
                : Decision.nothing(Decisions.now(state));
    }
}
