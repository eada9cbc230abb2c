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
import dev.stratavore.core.runner.Sweeper;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What actors promise while everything around them works. */
abstract class ActorBasics {
    static final Duration STOP_TIMER = Duration.ofSeconds(70);

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
    void aMarkThatAnotherNodeMadeIsTakenBackByTheActor() {
        var id = rig.running();
        var sweeper =
                new Sweeper(rig.stores.all, Rig.OTHER, InstantSource.fixed(Rig.NOON), rig.ids);
        assertThat(Await.result(sweeper.sweep())).isEqualTo(1);
        var marked = rig.stores.runners.row(id);
        assertThat(marked.unreachableSince()).contains(Rig.NOON);

        var fact = new RunnerCommand.Reachable(id, marked.attempt().fence());
        assertThat(Await.result(rig.local.ask(fact))).isEqualTo(now(RunnerStatus.RUNNING));
        assertThat(rig.stores.runners.row(id).unreachableSince()).isEmpty();
        assertThat(rig.stores.eventsOf(id))
                .containsExactly(
                        "runner.starting",
                        "runner.started",
                        "runner.unreachable",
                        "runner.reachable");
        assertThat(Await.result(rig.local.ask(fact))).isEqualTo(now(RunnerStatus.RUNNING));
        assertThat(rig.stores.eventsOf(id)).hasSize(4);
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

    final Optional<String> failure(RunnerId id) {
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

    final RunnerCommand exited(RunnerId id) {
        return new RunnerCommand.HostExited(
                id, rig.stores.runners.row(id).attempt().fence(), new ExitStatus.Code(3));
    }

    static RunnerReply now(RunnerStatus status) {
        return new RunnerReply.Now(status, 1);
    }
}
