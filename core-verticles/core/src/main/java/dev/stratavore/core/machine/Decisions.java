package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One function per column of the table in {@link RunnerMachine}. */
final class Decisions {
    private Decisions() {}

    static Decision awaitStarted(RunnerState state) {
        return state.status() == RunnerStatus.STARTING
                ? Decision.later()
                : Decision.nothing(now(state));
    }

    static Decision stop(RunnerState state, RunnerCommand.Stop stop) {
        var grace = Duration.ofMillis(stop.graceMillis());
        return switch (state.status()) {
            case STARTING, RUNNING -> {
                var next = new RunnerEvent.Stopping(state.attempt(), stop.force());
                var after = RunnerMachine.evolve(state, next);
                yield changed(
                        state,
                        next,
                        end(after, stop.force(), grace),
                        timer(after, stop.force() ? Duration.ZERO : grace));
            }
            case STOPPING ->
                    stop.force()
                            ? Decision.only(end(state, true, Duration.ZERO), now(state))
                            : Decision.nothing(now(state));
            case PAUSED, TERMINATED, FAILED -> Decision.nothing(now(state));
        };
    }

    static Decision started(RunnerState state, RunnerCommand.HostStarted fact) {
        if (fact.fence() > state.fence()) {
            return unknownFence(state);
        }
        boolean current = fact.fence() == state.fence();
        return switch (state.status()) {
            case STARTING ->
                    current
                            ? changed(
                                    state,
                                    new RunnerEvent.Started(
                                            state.attempt(),
                                            state.fence(),
                                            fact.pid(),
                                            fact.startTicks()))
                            : Decision.only(endStray(fact.fence()), now(state));
            case RUNNING, PAUSED ->
                    current
                            ? Decision.nothing(now(state))
                            : Decision.only(endStray(fact.fence()), now(state));
            case STOPPING ->
                    Decision.only(
                            current
                                    ? end(state, false, RunnerMachine.DEFAULT_GRACE)
                                    : endStray(fact.fence()),
                            now(state));
            case TERMINATED, FAILED -> Decision.only(endStray(fact.fence()), now(state));
        };
    }

    static Decision refused(RunnerState state, RunnerCommand.HostRefused fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        return switch (state.status()) {
            case STARTING -> changed(state, failed(state, fact.reason(), Optional.empty()));
            case STOPPING -> changed(state, stopped(state, Optional.empty()));
            case RUNNING, PAUSED, TERMINATED, FAILED -> Decision.nothing(now(state));
        };
    }

    static Decision exited(RunnerState state, RunnerCommand.HostExited fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        var exit = fact.exit();
        return switch (state.status()) {
            case STARTING, RUNNING ->
                    changed(
                            state,
                            exit.clean()
                                    ? stopped(state, Optional.of(exit))
                                    : failed(state, exit.inWords(), Optional.of(exit)));
            case STOPPING -> changed(state, stopped(state, Optional.of(exit)));
            case PAUSED, TERMINATED, FAILED -> Decision.nothing(now(state));
        };
    }

    static Decision forgot(RunnerState state, RunnerCommand.HostForgot fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        if (state.launchInFlight()) {
            return Decision.nothing(now(state));
        }
        return switch (state.status()) {
            case STARTING -> changed(state, failed(state, "launch interrupted", Optional.empty()));
            case RUNNING -> changed(state, failed(state, "pty host lost", Optional.empty()));
            case STOPPING ->
                    changed(
                            state,
                            state.process().isPresent()
                                    ? failed(state, "pty host lost", Optional.empty())
                                    : stopped(state, Optional.empty()));
            case PAUSED, TERMINATED, FAILED -> Decision.nothing(now(state));
        };
    }

    static Decision timedOut(RunnerState state, RunnerCommand.StopTimedOut fact) {
        boolean mine = fact.fence() == state.fence() && fact.epoch() == state.version();
        if (!mine || state.status() != RunnerStatus.STOPPING) {
            return Decision.nothing(now(state));
        }
        var reason =
                "its end was not confirmed within "
                        + RunnerMachine.STOP_CONFIRMATION.toSeconds()
                        + " s";
        return changed(state, failed(state, reason, Optional.empty()));
    }

    /** A change of status, with what follows from the new status itself. */
    private static Decision changed(RunnerState state, RunnerEvent event, Effect... effects) {
        var after = RunnerMachine.evolve(state, event);
        var all = new ArrayList<>(List.of(effects));
        if (state.status() == RunnerStatus.STARTING) {
            all.add(new Effect.AnswerWaiters(now(after)));
        }
        if (after.status().ended()) {
            all.add(new Effect.Retire());
        }
        return new Decision(Optional.of(event), all, Optional.of(now(after)));
    }

    private static Decision otherFence(RunnerState state, long fence) {
        return fence > state.fence() ? unknownFence(state) : Decision.nothing(now(state));
    }

    private static Decision unknownFence(RunnerState state) {
        return Decision.nothing(
                new RunnerReply.Refused(
                        RefusalKind.CONFLICT,
                        "attempt " + state.attempt() + " is the latest known",
                        "the fact is of a later attempt"));
    }

    static RunnerReply now(RunnerState state) {
        return new RunnerReply.Now(state.status(), state.attempt());
    }

    static Effect end(RunnerState state, boolean force, Duration grace) {
        return new Effect.StopTerminal(state.fence(), force, force ? Duration.ZERO : grace);
    }

    private static Effect endStray(long fence) {
        return new Effect.StopTerminal(fence, true, Duration.ZERO);
    }

    static Effect timer(RunnerState state, Duration grace) {
        return new Effect.ArmStopTimer(
                state.fence(), state.version(), grace.plus(RunnerMachine.STOP_CONFIRMATION));
    }

    private static RunnerEvent stopped(RunnerState state, Optional<ExitStatus> exit) {
        return new RunnerEvent.Stopped(state.attempt(), exit);
    }

    private static RunnerEvent failed(RunnerState state, String reason, Optional<ExitStatus> exit) {
        return new RunnerEvent.Failed(state.attempt(), reason, exit);
    }
}
