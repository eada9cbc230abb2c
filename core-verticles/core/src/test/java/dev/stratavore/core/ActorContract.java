package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What actors promise, wherever they are asked from. */
abstract class ActorContract {
    private static final Duration STOP_TIMER = Duration.ofSeconds(70);

    Rig rig;

    /** The node whose actors these are. */
    abstract Vertx near();

    /** The node that asks. */
    abstract Vertx far();

    @BeforeEach
    final void deploy() {
        rig = new Rig(near(), far(), StepListener.NONE);
    }

    @AfterEach
    final void undeploy() {
        rig.close();
        assertThat(rig.timers.armed()).isZero();
    }

    @Test
    void aLaunchedRunnerRunsWithItsEnvironment() {
        var spec = rig.spec();
        var reply = Await.result(rig.actors.ask(rig.launch(spec)));
        assertThat(reply).isEqualTo(new ProjectReply.Launched(List.of(spec.id())));
        assertThat(Await.result(rig.awaitStarted(spec.id()))).isEqualTo(now(RunnerStatus.RUNNING));
        assertThat(rig.host.live())
                .singleElement()
                .satisfies(program ->
                        assertThat(program.spec().environment()).isEqualTo(spec.environment()));
        var attempt = rig.stores.runners.row(spec.id()).attempt();
        assertThat(attempt.process()).isPresent();
        assertThat(attempt.startedAt()).contains(Rig.NOON);
        assertThat(rig.stores.eventsOf(spec.id()))
                .containsExactly("runner.starting", "runner.started");
    }

    @Test
    void aStartThatTheHostRefusesFailsWithItsReason() {
        rig.host.refuse(_ -> Optional.of("no such program: /bin/sh"));
        var id = rig.running();
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.FAILED);
        assertThat(rig.stores.runners.row(id).attempt().reason())
                .contains("no such program: /bin/sh");
    }

    @Test
    void aStoppedProgramIsTerminatedWhateverItsStatus() {
        var id = rig.running();
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.STOPPING));
        var row = Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        assertThat(row.attempt().exit()).contains(new ExitStatus.Signal(15));
        assertThat(row.attempt().endedAt()).contains(Rig.NOON);
        assertThat(rig.stores.eventsOf(id))
                .containsExactly(
                        "runner.starting", "runner.started", "runner.stopping", "runner.stopped");
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.TERMINATED));
    }

    @Test
    void aSecondStopChangesNothingAndAForcedOneOvertakes() {
        rig.host.ignorePoliteStops();
        var id = rig.running();
        for (int i = 0; i < 2; i++) {
            assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                    .isEqualTo(now(RunnerStatus.STOPPING));
        }
        assertThat(rig.host.live()).hasSize(1);
        var _ = Await.result(rig.actors.ask(rig.stop(id, true)));
        var row = Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        assertThat(row.attempt().exit()).contains(new ExitStatus.Signal(9));
        assertThat(rig.stores.eventsOf(id)).hasSize(4);
    }

    @Test
    void aStopThatIsNotConfirmedFailsTheRunner() {
        rig.host.ignorePoliteStops();
        var id = rig.running();
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        Await.result(rig.timers.whenArmed(STOP_TIMER));
        rig.timers.advance(STOP_TIMER);
        var row = Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED));
        assertThat(row.attempt().reason()).contains("its end was not confirmed within 60 s");
    }

    @Test
    void aLateTimerChangesNothing() {
        rig.host.ignorePoliteStops();
        var id = rig.running();
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        Await.result(rig.timers.whenArmed(STOP_TIMER));
        rig.host.exit(id, new ExitStatus.Code(0));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        long fence = rig.stores.runners.row(id).attempt().fence();
        long epoch = rig.stores.runners.row(id).version() - 1;
        assertThat(Await.result(rig.actors.ask(new RunnerCommand.StopTimedOut(id, fence, epoch))))
                .isEqualTo(now(RunnerStatus.TERMINATED));
    }

    @Test
    void anUnaskedExitIsNamedByItsCodeOrSignal() {
        var clean = rig.running();
        var code = rig.running();
        var signal = rig.running();
        rig.host.exit(clean, new ExitStatus.Code(0));
        rig.host.exit(code, new ExitStatus.Code(3));
        rig.host.exit(signal, new ExitStatus.Signal(9));
        Await.result(rig.stores.runners.whenStatus(clean, RunnerStatus.TERMINATED));
        assertThat(failure(code)).contains("exit code 3");
        assertThat(failure(signal)).contains("killed by SIGKILL");
    }

    private Optional<String> failure(RunnerId id) {
        return Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED))
                .attempt()
                .reason();
    }

    @Test
    void fiftyLaunchesAtOnceFillAQuotaOfFive() {
        var asked =
                IntStream.range(0, 50)
                        .mapToObj(_ -> rig.actors.ask(rig.launch(rig.spec())))
                        .toList();
        var replies = asked.stream().map(Await::result).toList();
        assertThat(replies).filteredOn(ProjectReply.Launched.class::isInstance).hasSize(5);
        assertThat(replies)
                .filteredOn(reply -> !(reply instanceof ProjectReply.Launched))
                .hasSize(45)
                .containsOnly(new ProjectReply.QuotaReached(5, 5, 1));
        for (var reply : replies) {
            if (reply instanceof ProjectReply.Launched(List<RunnerId> ids)) {
                assertThat(Await.result(rig.awaitStarted(ids.getFirst())))
                        .isEqualTo(now(RunnerStatus.RUNNING));
            }
        }
        assertThat(rig.host.live()).hasSize(5);
        assertThat(rig.stores.runners.all()).hasSize(5);
    }

    @Test
    void severalAreLaunchedAllOrNone() {
        var three = rig.launch(rig.spec(), rig.spec(), rig.spec());
        assertThat(Await.result(rig.actors.ask(three))).isInstanceOf(ProjectReply.Launched.class);
        assertThat(Await.result(rig.actors.ask(rig.launch(rig.spec(), rig.spec(), rig.spec()))))
                .isEqualTo(new ProjectReply.QuotaReached(5, 3, 3));
        assertThat(rig.stores.runners.all()).hasSize(3);
    }

    @Test
    void aRepeatedLaunchAnswersTheSameAndStartsNothing() {
        var launch = rig.launch(rig.spec());
        var first = Await.result(rig.actors.ask(launch));
        var _ = Await.result(rig.awaitStarted(launch.runners().getFirst().id()));
        var deployed = near().deploymentIDs();
        assertThat(Await.result(rig.actors.ask(launch))).isEqualTo(first);
        assertThat(near().deploymentIDs()).isEqualTo(deployed);
        assertThat(rig.host.started()).isEqualTo(1);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(Await.result(rig.awaitStarted(RunnerId.ofBits(99))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
    }

    @Test
    void whoeverWaitsForTheStartIsAnsweredWithItsOutcome() {
        rig.host.holdAnswers();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        var waiting = rig.awaitStarted(spec.id());
        assertThat(waiting.isComplete()).isFalse();
        rig.host.release();
        assertThat(Await.result(waiting)).isEqualTo(now(RunnerStatus.RUNNING));
    }

    @Test
    void aStopBeforeTheStartIsKnownEndsTheProgramAllTheSame() {
        rig.host.holdAnswers();
        rig.host.ignorePoliteStops();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        assertThat(Await.result(rig.actors.ask(rig.stop(spec.id(), true))))
                .isEqualTo(now(RunnerStatus.STOPPING));
        rig.host.release();
        Await.result(rig.stores.runners.whenStatus(spec.id(), RunnerStatus.TERMINATED));
        assertThat(rig.host.live()).isEmpty();
    }

    @Test
    void aRunnerIsAnnouncedAfterEachChange() {
        var id = rig.running();
        var nudged = Promise.<RunnerStatus>promise();
        var end =
                rig.local.watch(
                        id,
                        () -> {
                            var status = rig.stores.runners.row(id).status();
                            if (status.ended()) {
                                nudged.tryComplete(status);
                            }
                        });
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        assertThat(Await.result(nudged.future())).isEqualTo(RunnerStatus.TERMINATED);
        end.run();
    }

    @Test
    void anActorThatWentIsBroughtUpFromTheStore() {
        var id = rig.running();
        rig.host.exit(id, new ExitStatus.Code(0));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        int before = rig.deployments();
        Await.result(rig.timers.whenArmed(Rig.LINGER));
        rig.timers.advance(Rig.LINGER);
        Eventually.until(near(), () -> rig.deployments() < before);
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.TERMINATED));
    }

    @Test
    void whileTheDatabaseIsDownUsersAreToldToTryAgain() {
        var id = rig.running();
        rig.stores.runners.failChanging(1);
        var stop = rig.stop(id, false);
        assertThat(Await.result(rig.actors.ask(stop)))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.RUNNING);
        assertThat(Await.result(rig.actors.ask(stop))).isEqualTo(now(RunnerStatus.STOPPING));
    }

    @Test
    void anActorThatCannotBeReadIsNotBroughtUpAndThatIsSaid() {
        rig.stores.runners.failReading(1);
        assertThat(Await.result(rig.awaitStarted(RunnerId.ofBits(99))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
    }

    @Test
    void anExitIsKeptUntilTheDatabaseTakesIt() {
        var id = rig.running();
        rig.stores.runners.failChanging(2);
        var told = rig.actors.ask(exited(id));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        Await.result(rig.timers.whenArmed(Rig.PAUSE.multipliedBy(2)));
        assertThat(told.isComplete()).isFalse();
        rig.timers.advance(Rig.PAUSE.multipliedBy(2));
        assertThat(Await.result(told)).isEqualTo(now(RunnerStatus.FAILED));
    }

    @Test
    void aChangeWhoseAnswerWasLostIsNotMadeTwice() {
        var id = rig.running();
        rig.stores.runners.loseAnswers(1);
        var told = rig.actors.ask(exited(id));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        assertThat(Await.result(told)).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(rig.stores.eventsOf(id))
                .containsExactly("runner.starting", "runner.started", "runner.failed");
    }

    @Test
    void factsThatWaitForTheDatabaseKeepTheirOrder() {
        rig.host.holdAnswers();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        rig.stores.runners.failChanging(1);
        rig.host.release();
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        var told = rig.actors.ask(exited(spec.id()));
        var again = rig.actors.ask(exited(spec.id()));
        // What users ask is answered meanwhile, and when this is, the facts have arrived too.
        rig.stores.runners.failChanging(1);
        assertThat(Await.result(rig.actors.ask(rig.stop(spec.id(), false))))
                .isInstanceOf(RunnerReply.Refused.class);
        rig.timers.advance(Rig.PAUSE);
        assertThat(Await.result(told)).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(Await.result(again)).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(rig.stores.eventsOf(spec.id()))
                .containsExactly("runner.starting", "runner.started", "runner.failed");
    }

    @Test
    void aStopWhoseAnswerWasLostIsCarriedOutWhenItIsRepeated() {
        var id = rig.running();
        rig.stores.runners.loseAnswers(1);
        var stop = rig.stop(id, false);
        assertThat(Await.result(rig.actors.ask(stop))).isInstanceOf(RunnerReply.Refused.class);
        assertThat(rig.host.live()).hasSize(1);
        assertThat(Await.result(rig.actors.ask(stop))).isEqualTo(now(RunnerStatus.STOPPING));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        assertThat(rig.host.live()).isEmpty();
        assertThat(rig.stores.eventsOf(id)).hasSize(4);
    }

    @Test
    void aCommandIdThatStandsForSomethingElseIsRefused() {
        var first = rig.running();
        var second = rig.running();
        var stop = rig.stop(first, false);
        var _ = Await.result(rig.actors.ask(stop));
        var other = new RunnerCommand.Stop(second, stop.meta(), false, 10_000);
        assertThat(Await.result(rig.actors.ask(other)))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.CONFLICT));
        assertThat(rig.stores.runners.row(second).status()).isEqualTo(RunnerStatus.RUNNING);
    }

    @Test
    void whileTheLaunchIsUnderWayAHostThatDoesNotKnowItIsNotBelieved() {
        rig.host.holdAnswers();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        long fence = rig.stores.runners.row(spec.id()).attempt().fence();
        var forgot = new RunnerCommand.HostForgot(spec.id(), fence);
        assertThat(Await.result(rig.actors.ask(forgot))).isEqualTo(now(RunnerStatus.STARTING));
        rig.host.release();
        assertThat(Await.result(rig.awaitStarted(spec.id()))).isEqualTo(now(RunnerStatus.RUNNING));
    }

    @Test
    void aLaunchThatNoHostAnswersIsLeftToWhatTheHostHas() {
        rig.host.beUnreachable(3);
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        var waiting = rig.awaitStarted(spec.id());
        for (var pause : List.of(Rig.PAUSE, Rig.PAUSE.multipliedBy(2))) {
            Await.result(rig.timers.whenArmed(pause));
            rig.timers.advance(pause);
        }
        long fence = rig.stores.runners.row(spec.id()).attempt().fence();
        var forgot = new RunnerCommand.HostForgot(spec.id(), fence);
        Eventually.until(
                near(),
                () -> Await.result(rig.actors.ask(forgot)).equals(now(RunnerStatus.FAILED)));
        assertThat(Await.result(waiting)).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(failure(spec.id())).contains("launch interrupted");
        assertThat(rig.host.started()).isZero();
    }

    @Test
    void aStopThatNoHostAnswersIsAskedAgain() {
        var id = rig.running();
        rig.host.beUnreachable(1);
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
    }

    @Test
    void aRowThatSomebodyElseChangedIsDecidedOnAnew() {
        var id = rig.running();
        rig.stores.endBehindTheActorsBack(id, rig.ids.uuid());
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.FAILED));
    }

    @Test
    void aNodeWhoseLeaseIsLostChangesNothingMore() {
        var id = rig.running();
        rig.stores.takeOver(Rig.NODE);
        for (var command : List.of(rig.stop(id, false), exited(id))) {
            assertThat(Await.result(rig.actors.ask(command)))
                    .isInstanceOfSatisfying(
                            RunnerReply.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains("another daemon of this node"));
        }
        assertThat(Await.result(rig.actors.ask(rig.launch(rig.spec()))))
                .isInstanceOf(ProjectReply.Refused.class);
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.RUNNING);
        assertThat(rig.stores.alerts()).isEmpty();
    }

    @Test
    void aHostThatCannotBeReachedIsAskedAgain() {
        rig.host.beUnreachable(2);
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        Await.result(rig.timers.whenArmed(Rig.PAUSE.multipliedBy(2)));
        rig.timers.advance(Rig.PAUSE.multipliedBy(2));
        assertThat(Await.result(rig.awaitStarted(spec.id()))).isEqualTo(now(RunnerStatus.RUNNING));
        assertThat(rig.host.started()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsNoCommandIsRefusedAndTheActorLivesOn() {
        var id = rig.running();
        Future<?> answer =
                near().eventBus().request("stratavore.runner." + id.value(), "not a command");
        assertThat(Await.failure(answer)).hasMessageContaining("not a command");
        assertThat(Await.result(rig.awaitStarted(id))).isEqualTo(now(RunnerStatus.RUNNING));
    }

    @Test
    void aMessageThatIsNoCommandIsRefusedByTheGuardianToo() {
        Future<?> answer =
                far().eventBus().request("stratavore.node." + Rig.NODE.value(), "not a command");
        assertThat(Await.failure(answer)).hasMessageContaining("not a command");
        var _ = rig.running();
    }

    private RunnerCommand exited(RunnerId id) {
        return new RunnerCommand.HostExited(
                id, rig.stores.runners.row(id).attempt().fence(), new ExitStatus.Code(3));
    }

    private static RunnerReply now(RunnerStatus status) {
        return new RunnerReply.Now(status, 1);
    }
}
