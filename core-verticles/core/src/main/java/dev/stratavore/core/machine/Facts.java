package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The columns of the table in {@link RunnerMachine} for what the host and the timers tell. */
final class Facts {
    private Facts() {}

    static Decision started(RunnerState state, RunnerCommand.HostStarted fact) {
        if (fact.fence() > state.fence()) {
            return unknownFence(state);
        }
        if (fact.fence() != state.fence()) {
            return Decision.only(endStray(fact.fence()), Decisions.now(state));
        }
        return switch (state.status()) {
            case STARTING ->
                    Decisions.changed(
                            state,
                            new RunnerEvent.Started(
                                    state.attempt(), state.fence(), fact.pid(), fact.startTicks()));
            case RUNNING -> Decision.nothing(Decisions.now(state));
            case PAUSED -> freeze(state, true);
            case STOPPING ->
                    Decision.only(
                            Decisions.end(state, false, RunnerMachine.DEFAULT_GRACE),
                            Decisions.now(state));
            case TERMINATED, FAILED -> Decision.only(endStray(fact.fence()), Decisions.now(state));
        };
    }

    static Decision refused(RunnerState state, RunnerCommand.HostRefused fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        return switch (state.status()) {
            case STARTING ->
                    Decisions.changed(state, failed(state, fact.reason(), Optional.empty()));
            case STOPPING -> Decisions.changed(state, stopped(state, Optional.empty()));
            case RUNNING, PAUSED, TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    static Decision exited(RunnerState state, RunnerCommand.HostExited fact, Instant now) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        var exit = Optional.of(fact.exit());
        return switch (state.status()) {
            case STARTING, RUNNING, PAUSED ->
                    Decisions.changed(
                            state,
                            fact.exit().clean()
                                    ? stopped(state, exit)
                                    : crashed(state, fact.inWords(), exit, now));
            case STOPPING -> Decisions.changed(state, stopped(state, exit));
            case TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    static Decision forgot(RunnerState state, RunnerCommand.HostForgot fact, Instant now) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        if (state.launchInFlight()) {
            return Decision.nothing(Decisions.now(state));
        }
        return switch (state.status()) {
            case STARTING ->
                    Decisions.changed(state, failed(state, "launch interrupted", Optional.empty()));
            case RUNNING, PAUSED ->
                    Decisions.changed(
                            state,
                            afterCrash(
                                    state,
                                    RunnerEvent.Failed.lost(state.attempt(), Loss.HOST),
                                    now));
            case STOPPING ->
                    Decisions.changed(
                            state,
                            state.process().isPresent()
                                    ? failed(state, Loss.HOST.reason(), Optional.empty())
                                    : stopped(state, Optional.empty()));
            case TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    /** Whether it is started again is for whoever restarts a machine, not for the crash policy. */
    static Decision machineRestarted(RunnerState state, RunnerCommand.MachineRestarted fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        return switch (state.status()) {
            case STARTING ->
                    Decisions.changed(state, failed(state, "launch interrupted", Optional.empty()));
            case RUNNING, PAUSED ->
                    Decisions.changed(
                            state, RunnerEvent.Failed.lost(state.attempt(), Loss.MACHINE));
            case STOPPING -> Decisions.changed(state, stopped(state, Optional.empty()));
            case TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    /** Told by the host's answer, or by a listing that may disagree with what is wanted. */
    static Decision froze(RunnerState state, RunnerCommand.HostFroze fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        return switch (state.status()) {
            case PAUSED -> fact.frozen() ? answered(state) : freeze(state, true);
            case RUNNING -> fact.frozen() ? freeze(state, false) : answered(state);
            case STARTING, STOPPING, TERMINATED, FAILED -> Decision.nothing(Decisions.now(state));
        };
    }

    static Decision freezeRefused(RunnerState state, RunnerCommand.FreezeRefused fact) {
        if (fact.fence() != state.fence()) {
            return otherFence(state, fact.fence());
        }
        var refusal =
                new Effect.AnswerWaiters(
                        new RunnerReply.Refused(
                                RefusalKind.CONFLICT,
                                fact.reason(),
                                "'stratavore runners show " + state.id() + "' tells its state"));
        if (state.status() != RunnerStatus.PAUSED) {
            return Decision.only(refusal, Decisions.now(state));
        }
        var event = new RunnerEvent.Resumed(state.attempt(), Optional.of(fact.reason()));
        return new Decision(
                Optional.of(event),
                List.of(new Effect.FreezeTerminal(state.fence(), false), refusal),
                Optional.of(new RunnerReply.Now(RunnerStatus.RUNNING, state.attempt())));
    }

    /** A silent host proves nothing of the process: the status stays. */
    static Decision unreachable(RunnerState state, RunnerCommand.Unreachable fact) {
        boolean news = !state.status().ended() && state.unreachableSince().isEmpty();
        return news && fact.fence() == state.fence()
                ? noted(state, new RunnerEvent.Unreachable(state.attempt()))
                : Decision.nothing(Decisions.now(state));
    }

    static Decision reachable(RunnerState state, RunnerCommand.Reachable fact) {
        return state.unreachableSince().isPresent() && fact.fence() == state.fence()
                ? noted(state, new RunnerEvent.Reachable(state.attempt()))
                : Decision.nothing(Decisions.now(state));
    }

    /** Nothing follows from it: whoever waits goes on waiting. */
    private static Decision noted(RunnerState state, RunnerEvent event) {
        return new Decision(Optional.of(event), List.of(), Optional.of(Decisions.now(state)));
    }

    static Decision timedOut(RunnerState state, RunnerCommand.StopTimedOut fact) {
        boolean mine = fact.fence() == state.fence() && fact.epoch() == state.version();
        if (!mine || state.status() != RunnerStatus.STOPPING) {
            return Decision.nothing(Decisions.now(state));
        }
        var reason =
                "its end was not confirmed within "
                        + RunnerMachine.STOP_CONFIRMATION.toSeconds()
                        + " s";
        return Decisions.changed(state, failed(state, reason, Optional.empty()));
    }

    private static Decision answered(RunnerState state) {
        return Decision.only(new Effect.AnswerWaiters(Decisions.now(state)), Decisions.now(state));
    }

    private static Decision freeze(RunnerState state, boolean frozen) {
        return Decision.only(
                new Effect.FreezeTerminal(state.fence(), frozen), Decisions.now(state));
    }

    private static Decision otherFence(RunnerState state, long fence) {
        return fence > state.fence() ? unknownFence(state) : Decision.nothing(Decisions.now(state));
    }

    private static Decision unknownFence(RunnerState state) {
        return Decisions.refused(
                "attempt " + state.attempt() + " is the latest known",
                "the fact is of a later attempt");
    }

    private static Effect endStray(long fence) {
        return new Effect.StopTerminal(fence, true, Duration.ZERO);
    }

    private static RunnerEvent stopped(RunnerState state, Optional<ExitStatus> exit) {
        return new RunnerEvent.Stopped(state.attempt(), exit);
    }

    private static RunnerEvent.Failed failed(
            RunnerState state, String reason, Optional<ExitStatus> exit) {
        return new RunnerEvent.Failed(state.attempt(), reason, exit);
    }

    private static RunnerEvent crashed(
            RunnerState state, String reason, Optional<ExitStatus> exit, Instant now) {
        return afterCrash(state, failed(state, reason, exit), now);
    }

    private static RunnerEvent afterCrash(
            RunnerState state, RunnerEvent.Failed crash, Instant now) {
        return state.restarts().afterCrash(state.attempt(), crash, state.startedAt(), now);
    }
}
