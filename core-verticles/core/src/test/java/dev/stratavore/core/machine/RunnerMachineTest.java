package dev.stratavore.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RunnerMachineTest {
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final long FENCE = 7;
    private static final Moment NOW = new Moment(Instant.parse("2026-11-24T06:00:00Z"), FENCE + 10);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final ExitStatus CRASH = new ExitStatus.Code(3);

    private final RunnerState starting =
            RunnerMachine.begin(ID, new RunnerEvent.Starting(1, FENCE), 1, RestartPolicy.NEVER);
    private final RunnerState running = after(starting, started(FENCE));
    private final RunnerState stopping = after(running, stop(false));
    private final RunnerState terminated = after(stopping, exited(CRASH));
    private final RunnerState failed = after(running, exited(CRASH));

    @Test
    void whyItEndedIsPartOfTheReason() {
        var exited =
                new RunnerCommand.HostExited(
                        ID, FENCE, new ExitStatus.Signal(9), Optional.of("out of memory"));
        assertThat(RunnerMachine.decide(running, exited, NOW).event())
                .containsInstanceOf(RunnerEvent.Failed.class)
                .map(event -> ((RunnerEvent.Failed) event).reason())
                .contains("killed by SIGKILL: out of memory");
    }

    @Test
    void aStopAsksTheHostAndSetsADeadlineBehindTheGrace() {
        var decision = RunnerMachine.decide(running, stop(false), NOW);
        assertThat(decision.event()).contains(new RunnerEvent.Stopping(1, false));
        assertThat(decision.effects())
                .containsExactly(
                        new Effect.StopTerminal(FENCE, false, GRACE),
                        new Effect.ArmStopTimer(
                                FENCE, running.version() + 1, Duration.ofSeconds(80)),
                        new Effect.AnswerWaiters(now(RunnerStatus.STOPPING)));
        assertThat(decision.reply()).contains(now(RunnerStatus.STOPPING));
    }

    @Test
    void anEndThatNobodyAskedForKeepsItsReason() {
        var end = new RunnerCommand.MustEnd(ID, FENCE, "its time is up");
        var decision = RunnerMachine.decide(running, end, NOW);
        assertThat(decision.event())
                .contains(new RunnerEvent.Stopping(1, false, Optional.of("its time is up")));
        var ended = after(after(running, end), exited(CRASH));
        assertThat(ended.status()).isEqualTo(RunnerStatus.TERMINATED);
        assertThat(ended.reason()).contains("its time is up");
        assertThat(terminated.reason()).isEmpty();
    }

    @Test
    void anEndOfAnEarlierAttemptOrOfAnEndedOneChangesNothing() {
        var late = new RunnerCommand.MustEnd(ID, FENCE - 1, "its time is up");
        assertThat(RunnerMachine.decide(running, late, NOW).event()).isEmpty();
        var end = new RunnerCommand.MustEnd(ID, FENCE, "its time is up");
        for (var state : java.util.List.of(stopping, terminated, failed)) {
            assertThat(RunnerMachine.decide(state, end, NOW).event()).isEmpty();
        }
    }

    @Test
    void aForcedStopHasNoGrace() {
        assertThat(RunnerMachine.decide(running, stop(true), NOW).effects())
                .containsExactly(
                        new Effect.StopTerminal(FENCE, true, Duration.ZERO),
                        new Effect.ArmStopTimer(
                                FENCE, running.version() + 1, Duration.ofSeconds(60)),
                        new Effect.AnswerWaiters(now(RunnerStatus.STOPPING)));
    }

    @Test
    void aSecondStopIsANoOpUnlessItIsForced() {
        assertThat(RunnerMachine.decide(stopping, stop(false), NOW))
                .isEqualTo(Decision.nothing(now(RunnerStatus.STOPPING)));
        assertThat(RunnerMachine.decide(stopping, stop(true), NOW))
                .isEqualTo(
                        Decision.only(
                                new Effect.StopTerminal(FENCE, true, Duration.ZERO),
                                now(RunnerStatus.STOPPING)));
    }

    @Test
    void whatIsStoppingIsStartedAgainOnlyOnceItsEndIsSettled() {
        var meta = new CommandMeta(new UUID(1, 1), "digest", new Principal("uid:0"), "trace");
        var restart = new RunnerCommand.Restart(ID, meta, Map.of());
        assertThat(RunnerMachine.decide(stopping, restart, NOW).reply())
                .contains(
                        new RunnerReply.Refused(
                                RefusalKind.CONFLICT,
                                ID + " is stopping",
                                "restart it when its end is settled"));
        assertThat(decided(stopping, restart)).isEmpty();
        assertThat(decided(terminated, restart)).isPresent();
    }

    @Test
    void aStopOfAnEndedOneIsANoOp() {
        assertThat(RunnerMachine.decide(terminated, stop(true), NOW))
                .isEqualTo(Decision.nothing(now(RunnerStatus.TERMINATED)));
        assertThat(RunnerMachine.decide(failed, stop(true), NOW))
                .isEqualTo(Decision.nothing(now(RunnerStatus.FAILED)));
    }

    @Test
    void onlyTheTimerOfThisStopEndsIt() {
        assertThat(decided(stopping, timeOut(stopping.version() - 1))).isEmpty();
        assertThat(decided(stopping, timeOut(stopping.version())))
                .contains(
                        new RunnerEvent.Failed(
                                1, "its end was not confirmed within 60 s", Optional.empty()));
        assertThat(decided(running, timeOut(running.version()))).isEmpty();
        assertThat(decided(terminated, timeOut(terminated.version()))).isEmpty();
    }

    @Test
    void aStoppedOneIsTerminatedWhateverItsExit() {
        assertThat(terminated.status()).isEqualTo(RunnerStatus.TERMINATED);
        assertThat(terminated.exit()).contains(CRASH);
        assertThat(terminated.reason()).isEmpty();
    }

    @Test
    void anUnaskedExitFailsUnlessItIsClean() {
        assertThat(failed.reason()).contains("exit code 3");
        assertThat(after(running, exited(new ExitStatus.Signal(9))).reason())
                .contains("killed by SIGKILL");
        assertThat(after(running, exited(new ExitStatus.Code(0))).status())
                .isEqualTo(RunnerStatus.TERMINATED);
        assertThat(after(starting, exited(CRASH)).status()).isEqualTo(RunnerStatus.FAILED);
    }

    @Test
    void aForgottenOneFailsAccordingToWhatItWas() {
        assertThat(after(starting, forgot()).reason()).contains("launch interrupted");
        assertThat(after(running, forgot()).reason()).contains("pty host lost");
        assertThat(after(stopping, forgot()).reason()).contains("pty host lost");
        var neverStarted = after(starting, stop(false));
        assertThat(after(neverStarted, forgot()).status()).isEqualTo(RunnerStatus.TERMINATED);
    }

    @Test
    void whatTheHostTookAlongIsLostAndWhatNeverStartedIsNot() {
        assertThat(after(running, forgot()).lost()).contains(Loss.HOST);
        assertThat(after(starting, forgot()).lost()).isEmpty();
        assertThat(after(stopping, forgot()).lost()).isEmpty();
        assertThat(failed.lost()).isEmpty();
    }

    @Test
    void aRestartOfTheMachineEndsWhatRanAndProvesTheEndOfWhatWasStopping() {
        var gone = new RunnerCommand.MachineRestarted(ID, FENCE);
        assertThat(after(running, gone).lost()).contains(Loss.MACHINE);
        assertThat(after(running, gone).reason()).contains("the machine was restarted");
        assertThat(after(stopping, gone).status()).isEqualTo(RunnerStatus.TERMINATED);
        assertThat(after(starting, gone).reason()).contains("launch interrupted");
        assertThat(decided(failed, gone)).isEmpty();
        assertThat(decided(running, new RunnerCommand.MachineRestarted(ID, FENCE - 1))).isEmpty();
    }

    @Test
    void aCrashPolicyStartsNothingAgainThatTheMachineTookAlong() {
        var policed =
                after(
                        RunnerMachine.begin(
                                ID, new RunnerEvent.Starting(1, FENCE), 1, new RestartPolicy(3)),
                        started(FENCE));
        assertThat(after(policed, forgot()).restarts().dueAt()).isPresent();
        assertThat(after(policed, forgot()).lost()).contains(Loss.HOST);
        var gone = after(policed, new RunnerCommand.MachineRestarted(ID, FENCE));
        assertThat(gone.restarts().dueAt()).isEmpty();
        assertThat(gone.lost()).contains(Loss.MACHINE);
    }

    @Test
    void whoCancelsARestartDoesNotWantBackWhatWasLost() {
        var policed =
                after(
                        RunnerMachine.begin(
                                ID, new RunnerEvent.Starting(1, FENCE), 1, new RestartPolicy(3)),
                        started(FENCE));
        var owed = after(policed, forgot());
        var cancelled = after(owed, stop(false));
        assertThat(cancelled.restarts().dueAt()).isEmpty();
        assertThat(cancelled.lost()).isEmpty();
        var event = new RunnerEvent.RestartCancelled(1, "its program is gone", false);
        assertThat(RunnerMachine.evolve(owed, event, NOW.now()).lost())
                .as("where it cannot be")
                .contains(Loss.HOST);
    }

    @Test
    void whileTheLaunchIsUnderWayTheHostMayNotKnowIt() {
        assertThat(decided(starting.withLaunchInFlight(true), forgot())).isEmpty();
        assertThat(decided(starting.withLaunchInFlight(false), forgot())).isPresent();
    }

    @Test
    void aProcessThatNoLiveAttemptStandsForIsEnded() {
        for (var ended : new RunnerState[] {terminated, failed}) {
            var decision = RunnerMachine.decide(ended, started(FENCE), NOW);
            assertThat(decision.event()).isEmpty();
            assertThat(decision.effects())
                    .containsExactly(new Effect.StopTerminal(FENCE, true, Duration.ZERO));
        }
        assertThat(RunnerMachine.decide(running, started(FENCE - 1), NOW).effects())
                .containsExactly(new Effect.StopTerminal(FENCE - 1, true, Duration.ZERO));
    }

    @Test
    void aProcessThatStartsAfterItsStopIsStoppedAgain() {
        var asked = after(starting, stop(false));
        var decision = RunnerMachine.decide(asked, started(FENCE), NOW);
        assertThat(decision.event()).isEmpty();
        assertThat(decision.effects())
                .containsExactly(
                        new Effect.StopTerminal(FENCE, false, RunnerMachine.DEFAULT_GRACE));
    }

    @Test
    void aStartThatIsToldAgainChangesNothing() {
        assertThat(RunnerMachine.decide(running, started(FENCE), NOW))
                .isEqualTo(Decision.nothing(now(RunnerStatus.RUNNING)));
    }

    @Test
    void whoeverWaitsIsAnsweredWhenTheStartIsOver() {
        assertThat(RunnerMachine.decide(starting, new RunnerCommand.AwaitStarted(ID), NOW))
                .isEqualTo(Decision.later());
        for (var command : new RunnerCommand[] {started(FENCE), exited(CRASH), stop(true)}) {
            var decision = RunnerMachine.decide(starting, command, NOW);
            assertThat(decision.effects())
                    .contains(new Effect.AnswerWaiters(decision.reply().orElseThrow()));
        }
    }

    @Test
    void anEndedOneRetires() {
        assertThat(RunnerMachine.decide(stopping, exited(CRASH), NOW).effects())
                .containsExactly(new Effect.Retire());
        assertThat(RunnerMachine.resume(failed)).contains(new Effect.Retire());
    }

    @Test
    void aSuccessorSeesToWhatWasLeftUndone() {
        assertThat(RunnerMachine.resume(starting)).isEmpty();
        assertThat(RunnerMachine.resume(starting.withLaunchInFlight(true)))
                .containsExactly(new Effect.LaunchTerminal(1, FENCE));
        var paused = RunnerMachine.evolve(running, new RunnerEvent.Paused(1), NOW.now());
        assertThat(RunnerMachine.resume(paused)).contains(new Effect.FreezeTerminal(FENCE, true));
        assertThat(RunnerMachine.resume(stopping))
                .contains(
                        new Effect.StopTerminal(FENCE, false, RunnerMachine.DEFAULT_GRACE),
                        new Effect.ArmStopTimer(FENCE, stopping.version(), Duration.ofSeconds(70)));
    }

    @Test
    void anIllegalMoveIsABug() {
        assertThatThrownBy(() ->
                        RunnerMachine.evolve(
                                failed, new RunnerEvent.Started(1, FENCE, 1, 1), NOW.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot go from failed by runner.started");
    }

    @Test
    void aFactOfAnAttemptToComeIsRefused() {
        for (var command :
                new RunnerCommand[] {
                    started(FENCE + 1), new RunnerCommand.HostExited(ID, FENCE + 1, CRASH)
                }) {
            var decision = RunnerMachine.decide(running, command, NOW);
            assertThat(decision.event()).isEmpty();
            assertThat(decision.reply()).get().isInstanceOf(RunnerReply.Refused.class);
        }
    }

    private static RunnerState after(RunnerState state, RunnerCommand command) {
        return RunnerMachine.evolve(state, decided(state, command).orElseThrow(), NOW.now());
    }

    private static Optional<RunnerEvent> decided(RunnerState state, RunnerCommand command) {
        return RunnerMachine.decide(state, command, NOW).event();
    }

    private static RunnerReply now(RunnerStatus status) {
        return new RunnerReply.Now(status, 1);
    }

    private static RunnerCommand started(long fence) {
        return new RunnerCommand.HostStarted(ID, fence, 100, 5);
    }

    private static RunnerCommand exited(ExitStatus exit) {
        return new RunnerCommand.HostExited(ID, FENCE, exit);
    }

    private static RunnerCommand forgot() {
        return new RunnerCommand.HostForgot(ID, FENCE);
    }

    private static RunnerCommand timeOut(long epoch) {
        return new RunnerCommand.StopTimedOut(ID, FENCE, epoch);
    }

    private static RunnerCommand stop(boolean force) {
        return new RunnerCommand.Stop(
                ID,
                new CommandMeta(new UUID(0, 1), "digest", Principal.SYSTEM, "trace"),
                force,
                GRACE.toMillis());
    }
}
