package dev.stratavore.supervisor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReconcilerTest {
    private static final RunnerId ID = RunnerId.ofBits(7);

    @Test
    void aStartingRunnerThatTheHostDoesNotKnowIsForgotten() {
        assertThat(Reconciler.actions(List.of(row(RunnerStatus.STARTING, 5)), List.of(), List.of()))
                .containsExactly(tell(new RunnerCommand.HostForgot(ID, 5)));
    }

    @Test
    void aRestartOfTheMachineEndedWhatTheHostNoLongerHasOrSawGoDownWithIt() {
        var gone = tell(new RunnerCommand.MachineRestarted(ID, 5));
        var row = row(RunnerStatus.RUNNING, 5);
        assertThat(rebooted(row)).containsExactly(gone);
        for (var end :
                List.of(
                        new ExitStatus.Signal(15),
                        new ExitStatus.Signal(9),
                        new ExitStatus.Signal(1),
                        new ExitStatus.Code(143))) {
            var seen = new Observed(ID, 5, 100, 999, Optional.of(end));
            assertThat(rebooted(row, seen)).containsExactly(gone);
        }
    }

    @Test
    void whatEndedForItsOwnSakeBeforeTheMachineWentDownEndedSo() {
        var row = row(RunnerStatus.RUNNING, 5);
        for (var end :
                List.of(
                        new ExitStatus.Code(0),
                        new ExitStatus.Code(3),
                        new ExitStatus.Signal(11))) {
            var seen = new Observed(ID, 5, 100, 999, Optional.of(end));
            assertThat(rebooted(row, seen))
                    .containsExactly(tell(new RunnerCommand.HostExited(ID, 5, end)));
        }
        assertThat(rebooted(row, alive(5)))
                .as("started since")
                .containsExactly(tell(new RunnerCommand.HostStarted(ID, 5, 100, 999)));
    }

    private static List<Action> rebooted(RunnerRow row, Observed... seen) {
        return Reconciler.actions(List.of(row), List.of(), List.of(seen), true);
    }

    @Test
    void aLivingProcessIsToldToItsActorWhateverTheRowBelieved() {
        var seen = alive(5);
        for (var status :
                List.of(RunnerStatus.STARTING, RunnerStatus.RUNNING, RunnerStatus.STOPPING)) {
            assertThat(Reconciler.actions(List.of(row(status, 5)), List.of(), List.of(seen)))
                    .containsExactly(tell(new RunnerCommand.HostStarted(ID, 5, 100, 999)));
        }
    }

    @Test
    void anEndThatNobodyHeardIsTold() {
        var exit = new ExitStatus.Code(3);
        var seen = new Observed(ID, 5, 100, 999, Optional.of(exit));
        assertThat(
                        Reconciler.actions(
                                List.of(row(RunnerStatus.RUNNING, 5)), List.of(), List.of(seen)))
                .containsExactly(tell(new RunnerCommand.HostExited(ID, 5, exit)));
    }

    @Test
    void whatStartedAndEndedUnheardHasStartedFirst() {
        var exit = new ExitStatus.Code(0);
        var seen = new Observed(ID, 5, 100, 999, Optional.of(exit));
        assertThat(
                        Reconciler.actions(
                                List.of(row(RunnerStatus.STARTING, 5)), List.of(), List.of(seen)))
                .containsExactly(
                        tell(
                                new RunnerCommand.HostStarted(ID, 5, 100, 999),
                                new RunnerCommand.HostExited(ID, 5, exit)));
    }

    @Test
    void aProcessOfAnEndedAttemptIsAGhost() {
        assertThat(
                        Reconciler.actions(
                                List.of(), List.of(row(RunnerStatus.FAILED, 5)), List.of(alive(5))))
                .containsExactly(new Action.StopGhost(ID, 5));
        assertThat(
                        Reconciler.actions(
                                List.of(row(RunnerStatus.RUNNING, 6)),
                                List.of(),
                                List.of(alive(5), alive(6))))
                .containsExactly(
                        tell(new RunnerCommand.HostStarted(ID, 6, 100, 999)),
                        new Action.StopGhost(ID, 5));
    }

    @Test
    void anAttemptThatBeganAfterItsRowWasReadIsNoGhost() {
        assertThat(
                        Reconciler.actions(
                                List.of(row(RunnerStatus.RUNNING, 5)),
                                List.of(),
                                List.of(alive(6))))
                .noneMatch(Action.StopGhost.class::isInstance);
        assertThat(
                        Reconciler.actions(
                                List.of(), List.of(row(RunnerStatus.FAILED, 5)), List.of(alive(6))))
                .isEmpty();
    }

    @Test
    void aRunnerOfAnotherDatabaseIsLeftAlone() {
        assertThat(Reconciler.actions(List.of(), List.of(), List.of(alive(5))))
                .containsExactly(new Action.Stray(ID, 100));
    }

    @Test
    void anEndedAttemptOfAnEndedRowNeedsNothing() {
        var seen = new Observed(ID, 5, 100, 999, Optional.of(new ExitStatus.Signal(9)));
        assertThat(
                        Reconciler.actions(
                                List.of(), List.of(row(RunnerStatus.FAILED, 5)), List.of(seen)))
                .isEmpty();
    }

    private static Action tell(RunnerCommand... facts) {
        return new Action.Tell(ID, List.of(facts));
    }

    private static Observed alive(long fence) {
        return new Observed(ID, fence, 100, 999, Optional.empty());
    }

    private static RunnerRow row(RunnerStatus status, long fence) {
        return row(ID, status, fence);
    }

    static RunnerRow row(RunnerId id, RunnerStatus status, long fence) {
        var attempt =
                new RunnerRow.Attempt(
                        1,
                        fence,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new RunnerRow(
                id,
                new ProjectKey(1),
                new ProjectName("demo-project"),
                Optional.empty(),
                "shell",
                status,
                1,
                attempt,
                new NodeId(new UUID(0, 1)),
                "here",
                new Principal("uid:0"),
                Instant.EPOCH,
                "/",
                List.of("/bin/sh"),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
