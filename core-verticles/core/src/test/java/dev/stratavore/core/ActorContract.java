package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What actors promise, wherever they are asked from. */
abstract class ActorContract extends ActorRestarts {
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
    void aCommandThatAGoneActorNeverSawIsAnsweredByItsSuccessor() {
        var id = rig.running();
        rig.host.exit(id, new ExitStatus.Code(0));
        int before = rig.deployments();
        Await.result(rig.timers.whenArmed(Rig.LINGER));
        rig.timers.advance(Rig.LINGER);
        Eventually.until(near(), () -> rig.deployments() < before);
        var going =
                near().eventBus()
                        .<Object>localConsumer("stratavore.runner." + id.value())
                        .handler(_ -> {})
                        .pause();
        var answer = rig.local.ask(rig.stop(id, false));
        Await.result(going.unregister());
        assertThat(Await.result(answer)).isEqualTo(now(RunnerStatus.TERMINATED));
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
    void aStartWhoseAnswerWasLostIsNoLaunchInFlightAnyMore() {
        rig.host.holdAnswers();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        rig.stores.runners.loseAnswers(1);
        rig.host.release();
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        long fence = rig.stores.runners.row(spec.id()).attempt().fence();
        rig.host.forgetAll();
        var told = rig.actors.ask(new RunnerCommand.HostForgot(spec.id(), fence));
        rig.timers.advance(Rig.PAUSE);
        assertThat(Await.result(told)).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(failure(spec.id())).contains("pty host lost");
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
    void anExitThatOvertakesTheAnswerComesAfterTheStart() {
        rig.host.holdAnswers();
        var spec = rig.spec();
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        Eventually.until(near(), () -> rig.host.live().size() == 1);
        rig.host.exit(spec.id(), new ExitStatus.Code(0));
        var row = Await.result(rig.stores.runners.whenStatus(spec.id(), RunnerStatus.TERMINATED));
        assertThat(row.attempt().process()).isPresent();
        assertThat(row.attempt().startedAt()).isPresent();
        assertThat(row.attempt().exit()).contains(new ExitStatus.Code(0));
        rig.host.release();
        assertThat(Await.result(rig.awaitStarted(spec.id())))
                .isEqualTo(now(RunnerStatus.TERMINATED));
        assertThat(rig.stores.eventsOf(spec.id()))
                .containsExactly("runner.starting", "runner.started", "runner.stopped");
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
}
