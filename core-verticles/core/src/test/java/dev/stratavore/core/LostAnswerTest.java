package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A change that was made while nobody was told so holds nothing up, whether or not it is repeated.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostAnswerTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean crash = new AtomicBoolean();
    private Rig rig = open();

    private Rig open() {
        StepListener steps =
                (step, _) -> {
                    if (step == Step.AFTER_ADMIT && crash.compareAndSet(true, false)) {
                        throw new IllegalStateException("crash at " + step);
                    }
                };
        return new Rig(vertx, vertx, steps);
    }

    @AfterEach
    void reopen() {
        rig.close();
        assertThat(rig.timers.armed()).isZero();
        rig = open();
    }

    @AfterAll
    void close() {
        rig.close();
        Await.result(vertx.close());
    }

    @Test
    void aLaunchIsCarriedOnWithWhileItsAskerWaits() {
        rig.stores.runners.loseAnswers(1);
        var id = rig.running();
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.RUNNING);
        assertThat(rig.host.started()).isEqualTo(1);
        assertThat(rig.stores.eventsOf(id)).containsExactly("runner.starting", "runner.started");
    }

    @Test
    void aRefusedLaunchHoldsNoPlaceOnceTheStoreAnswers() {
        var launch = rig.launch(rig.spec(), rig.spec(), rig.spec(), rig.spec(), rig.spec());
        rig.stores.runners.loseAnswers(2);
        refused(launch);
        assertThat(rig.stores.runners.all())
                .hasSize(5)
                .allMatch(row -> row.status() == RunnerStatus.STARTING);
        // The store keeps silent for a while.
        rig.stores.runners.failChanging(1);
        pass(1);
        pass(2);
        for (var spec : launch.runners()) {
            var row = Await.result(rig.stores.runners.whenStatus(spec.id(), RunnerStatus.FAILED));
            assertThat(row.attempt().reason()).contains("launch interrupted");
            assertThat(rig.stores.eventsOf(spec.id()))
                    .containsExactly("runner.starting", "runner.failed");
        }
        assertThat(rig.host.started()).isZero();
        var _ = rig.running();
    }

    @Test
    void aNewLaunchSettlesTheOldOneFirst() {
        var launch = rig.launch(rig.spec(), rig.spec(), rig.spec(), rig.spec(), rig.spec());
        rig.stores.runners.loseAnswers(2);
        refused(launch);
        var id = rig.running();
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.RUNNING);
        assertThat(rig.stores.runners.row(launch.runners().getFirst().id()).status())
                .isEqualTo(RunnerStatus.FAILED);
    }

    @Test
    void aRefusedLaunchThatIsRepeatedRuns() {
        var launch = rig.launch(rig.spec());
        var id = launch.runners().getFirst().id();
        rig.stores.runners.loseAnswers(2);
        refused(launch);
        assertThat(Await.result(rig.actors.ask(launch)))
                .isEqualTo(new ProjectReply.Launched(List.of(id)));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
        pass(1);
        assertThat(Await.result(rig.awaitStarted(id)))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.RUNNING, 1));
        assertThat(rig.host.started()).isEqualTo(1);
    }

    @Test
    void aRefusedLaunchThatIsRepeatedWithAnotherEnvironmentIsToldThatItFailed() {
        var launch = rig.launch(rig.spec());
        var id = launch.runners().getFirst().id();
        rig.stores.runners.loseAnswers(2);
        refused(launch);
        var again = new ProjectCommand.Launch(launch.project(), launch.meta(), List.of(rig.spec()));
        assertThat(Await.result(rig.actors.ask(again)))
                .isEqualTo(new ProjectReply.Launched(List.of(id)));
        assertThat(Await.result(rig.awaitStarted(id)))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.FAILED, 1));
        assertThat(rig.host.started()).isZero();
    }

    @Test
    void aRefusedLaunchThatAdmittedNothingLeavesNothing() {
        var launch = rig.launch(rig.spec());
        rig.stores.runners.failChanging(2);
        refused(launch);
        pass(1);
        assertThat(Await.result(rig.actors.ask(rig.launch(rig.spec()))))
                .isInstanceOf(ProjectReply.Launched.class);
        assertThat(rig.stores.runners.all()).hasSize(1);
    }

    @Test
    void aLaunchWhoseActorCannotBeReadYetStartsWhenItCan() {
        var launch = rig.launch(rig.spec());
        var id = launch.runners().getFirst().id();
        rig.stores.runners.failReading(2);
        assertThat(Await.result(rig.actors.ask(launch)))
                .isEqualTo(new ProjectReply.Launched(List.of(id)));
        pass(1);
        pass(2);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
    }

    @Test
    void aLaunchWhoseActorFailedIsCarriedOnWithByItsSuccessor() {
        var launch = rig.launch(rig.spec());
        crash.set(true);
        assertThat(Await.failure(rig.actors.ask(launch))).isInstanceOf(NoAnswer.class);
        Await.result(
                rig.stores.runners.whenStatus(
                        launch.runners().getFirst().id(), RunnerStatus.RUNNING));
        assertThat(rig.host.started()).isEqualTo(1);
    }

    @Test
    void aRefusedStopEndsTheRunnerOnceTheStoreAnswers() {
        var id = rig.running();
        stopRefused(id);
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.STOPPING);
        assertThat(rig.host.live()).hasSize(1);
        rig.stores.runners.failChanging(1);
        pass(1);
        pass(2);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        assertThat(rig.stores.eventsOf(id))
                .containsExactly(
                        "runner.starting", "runner.started", "runner.stopping", "runner.stopped");
    }

    @Test
    void aRefusedStopThatWasNotWrittenChangesNothing() {
        var id = rig.running();
        rig.stores.runners.failChanging(1);
        var reply = Await.result(rig.actors.ask(rig.stop(id, false)));
        assertThat(reply).isInstanceOf(RunnerReply.Refused.class);
        pass(1);
        assertThat(Await.result(rig.awaitStarted(id)))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.RUNNING, 1));
        assertThat(rig.host.live()).hasSize(1);
    }

    private void refused(ProjectCommand.Launch launch) {
        assertThat(Await.result(rig.actors.ask(launch)))
                .isInstanceOfSatisfying(
                        ProjectReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
    }

    private void stopRefused(RunnerId id) {
        rig.stores.runners.loseAnswers(1);
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isInstanceOf(RunnerReply.Refused.class);
    }

    /** The pause before a further try goes by, once it has begun. */
    private void pass(int pauses) {
        var pause = Rig.PAUSE.multipliedBy(pauses);
        Await.result(rig.timers.whenArmed(pause));
        rig.timers.advance(pause);
    }
}
