package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Instant;
import java.util.Optional;

/** What an event makes of a state. */
final class Evolution {
    private final RunnerState before;
    private final RunnerStatus status;

    private Evolution(RunnerState before, RunnerStatus status) {
        this.before = before;
        this.status = status;
    }

    static RunnerState of(RunnerState state, RunnerEvent event, Instant at) {
        var status =
                RunnerMoves.next(state.status(), event)
                        .orElseThrow(() -> new IllegalStateException(illegal(state, event)));
        var step = new Evolution(state, status);
        return switch (event) {
            case RunnerEvent.Starting _ -> throw new IllegalStateException(illegal(state, event));
            case RunnerEvent.Started started -> step.started(started, at);
            case RunnerEvent.Paused _, RunnerEvent.Resumed _ ->
                    step.with(
                            state.exit(), state.reason(), state.restarts(), state.launchInFlight());
            case RunnerEvent.Stopping stopping ->
                    step.with(
                            state.exit(),
                            stopping.reason(),
                            state.restarts(),
                            state.launchInFlight());
            // The reason of a stop stays that of the end.
            case RunnerEvent.Stopped stopped ->
                    step.with(stopped.exit(), state.reason(), state.restarts(), false);
            case RunnerEvent.Failed failed ->
                    step.with(
                            failed.exit(),
                            Optional.of(failed.reason()),
                            failed.next().map(state.restarts()::due).orElse(state.restarts()),
                            failed.lost(),
                            false);
            case RunnerEvent.Unreachable _ -> step.reachability(Optional.of(at));
            case RunnerEvent.Reachable _ -> step.reachability(Optional.empty());
            case RunnerEvent.Restarted restarted -> step.restarted(restarted);
            case RunnerEvent.RestartWaits waits ->
                    step.with(
                            state.exit(),
                            state.reason(),
                            state.restarts().waiting(waits.place()),
                            false);
            case RunnerEvent.RestartCancelled cancelled ->
                    step.with(
                            state.exit(),
                            Optional.of(
                                    state.reason().map(reason -> reason + "; ").orElse("")
                                            + cancelled.reason()),
                            state.restarts().cancelled(),
                            cancelled.asked() ? Optional.empty() : state.lost(),
                            false);
        };
    }

    private RunnerState started(RunnerEvent.Started started, Instant at) {
        return new RunnerState(
                before.id(),
                status,
                before.version() + 1,
                before.attempt(),
                before.fence(),
                Optional.of(new RunnerState.ProcessId(started.pid(), started.startTicks())),
                before.exit(),
                before.reason(),
                Optional.of(at),
                before.restarts(),
                before.unreachableSince(),
                Optional.empty(),
                false);
    }

    private RunnerState restarted(RunnerEvent.Restarted restarted) {
        return new RunnerState(
                before.id(),
                status,
                before.version() + 1,
                restarted.attempt(),
                restarted.fence(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before.restarts().begun(restarted.inARow()),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private RunnerState reachability(Optional<Instant> unreachableSince) {
        return new RunnerState(
                before.id(),
                status,
                before.version() + 1,
                before.attempt(),
                before.fence(),
                before.process(),
                before.exit(),
                before.reason(),
                before.startedAt(),
                before.restarts(),
                unreachableSince,
                before.lost(),
                before.launchInFlight());
    }

    private RunnerState with(
            Optional<ExitStatus> exit,
            Optional<String> reason,
            Restarts restarts,
            boolean inFlight) {
        return with(exit, reason, restarts, before.lost(), inFlight);
    }

    private RunnerState with(
            Optional<ExitStatus> exit,
            Optional<String> reason,
            Restarts restarts,
            Optional<Loss> lost,
            boolean inFlight) {
        return new RunnerState(
                before.id(),
                status,
                before.version() + 1,
                before.attempt(),
                before.fence(),
                before.process(),
                exit,
                reason,
                before.startedAt(),
                restarts,
                status.ended() ? Optional.empty() : before.unreachableSince(),
                lost,
                inFlight);
    }

    private static String illegal(RunnerState state, RunnerEvent event) {
        return state.id() + " cannot go from " + state.status().word() + " by " + event.type();
    }
}
