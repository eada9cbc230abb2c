package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.RunnerRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What actors promise of pauses and of further attempts. */
abstract class ActorRestarts extends ActorPlaces {
    private static final ExitStatus CRASH = new ExitStatus.Code(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration REREAD = Duration.ofSeconds(30);

    @Test
    void aPausedOneIsFrozenWhenTheAnswerComes() {
        var id = rig.running();
        assertThat(Await.result(rig.actors.ask(rig.pause(id)))).isEqualTo(now(RunnerStatus.PAUSED));
        assertThat(rig.host.isFrozen(id)).isTrue();
        assertThat(Await.result(rig.actors.ask(rig.unpause(id))))
                .isEqualTo(now(RunnerStatus.RUNNING));
        assertThat(rig.host.isFrozen(id)).isFalse();
        assertThat(rig.stores.eventsOf(id))
                .containsExactly(
                        "runner.starting", "runner.started", "runner.paused", "runner.resumed");
    }

    @Test
    void aPauseThatNoHostAnswersIsAskedAgain() {
        var id = rig.running();
        rig.host.beUnreachable(1);
        var paused = rig.actors.ask(rig.pause(id));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        assertThat(Await.result(paused)).isEqualTo(now(RunnerStatus.PAUSED));
        assertThat(rig.host.isFrozen(id)).isTrue();
    }

    @Test
    void aPauseThatTheHostRefusesLeavesItRunning() {
        var id = rig.running();
        rig.host.refuseToFreeze("not permitted");
        assertThat(Await.result(rig.actors.ask(rig.pause(id))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("not permitted"));
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.RUNNING);
    }

    @Test
    void aPausedOneCanBeStopped() {
        var id = rig.running();
        assertThat(Await.result(rig.actors.ask(rig.pause(id)))).isEqualTo(now(RunnerStatus.PAUSED));
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.STOPPING));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
    }

    @Test
    void aListingThatDisagreesIsPutRight() {
        var id = rig.running();
        assertThat(Await.result(rig.actors.ask(rig.pause(id)))).isEqualTo(now(RunnerStatus.PAUSED));
        long fence = rig.stores.runners.row(id).attempt().fence();
        Await.result(rig.host.freeze(id, fence, false));
        assertThat(Await.result(rig.actors.ask(new RunnerCommand.HostFroze(id, fence, false))))
                .isEqualTo(now(RunnerStatus.PAUSED));
        Eventually.until(near(), () -> rig.host.isFrozen(id));
    }

    @Test
    void anEndedOneStartsAgainAsItsNextAttempt() {
        var id = ended();
        assertThat(Await.result(rig.actors.ask(rig.restart(id))))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.STARTING, 2));
        assertThat(Await.result(rig.awaitStarted(id)))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.RUNNING, 2));
        var row = rig.stores.runners.row(id);
        assertThat(row.attempt().number()).isEqualTo(2);
        assertThat(row.attempt().exit()).isEmpty();
        assertThat(row.attempt().endedAt()).isEmpty();
        assertThat(rig.host.live())
                .singleElement()
                .satisfies(program -> {
                    assertThat(program.attempt()).isEqualTo(2);
                    assertThat(program.fence()).isEqualTo(row.attempt().fence());
                    assertThat(program.spec().inherited()).containsExactly("API_KEY");
                    assertThat(program.spec().environment()).containsEntry("LANG", "C.UTF-8");
                });
        assertThat(rig.stores.eventsOf(id))
                .endsWith("runner.stopped", "runner.restarted", "runner.started");
    }

    @Test
    void aLiveOneIsNotRestartedByItsActor() {
        var id = rig.running();
        assertThat(Await.result(rig.actors.ask(rig.restart(id))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.CONFLICT));
    }

    @Test
    void aRestartTakesAPlaceInTheQuota() {
        var id = ended();
        for (int i = 0; i < TestStores.QUOTA; i++) {
            var _ = rig.running();
        }
        assertThat(Await.result(rig.actors.ask(rig.restart(id))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> {
                            assertThat(refused.kind()).isEqualTo(RefusalKind.LIMIT);
                            assertThat(refused.reason()).contains("5 of 5");
                        });
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.TERMINATED);
    }

    @Test
    void aRestartThatCannotBePlannedChangesNothing() {
        var id = ended();
        rig.drivers.refuse("sh is gone");
        assertThat(Await.result(rig.actors.ask(rig.restart(id))))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("sh is gone"));
        assertThat(rig.stores.runners.row(id).attempt().number()).isEqualTo(1);
    }

    @Test
    void aRestartWhoseAnswerWasLostIsCarriedOut() {
        var id = ended();
        rig.stores.runners.loseAnswers(1);
        assertThat(Await.result(rig.actors.ask(rig.restart(id))))
                .isInstanceOf(RunnerReply.Refused.class);
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
        assertThat(rig.host.live()).hasSize(1);
    }

    @Test
    void aRestartThatIsRepeatedStartsOnce() {
        var id = ended();
        rig.stores.runners.loseAnswers(1);
        var restart = rig.restart(id);
        assertThat(Await.result(rig.actors.ask(restart))).isInstanceOf(RunnerReply.Refused.class);
        assertThat(Await.result(rig.actors.ask(restart)))
                .isInstanceOfSatisfying(
                        RunnerReply.Now.class, now -> assertThat(now.attempt()).isEqualTo(2));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
        assertThat(rig.host.live()).hasSize(1);
        assertThat(rig.stores.eventsOf(id)).containsOnlyOnce("runner.restarted");
    }

    @Test
    void aCrashIsFollowedByRestartsUntilThePolicyHasNoneLeft() {
        var id = persistent(2);
        for (int attempt = 1; attempt <= 2; attempt++) {
            rig.host.exit(id, CRASH);
            Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED));
            var pause = FIRST_PAUSE.multipliedBy(attempt);
            Await.result(rig.timers.whenArmed(pause));
            rig.timers.advance(pause);
            Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
        }
        rig.host.exit(id, CRASH);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED));
        var row = rig.stores.runners.row(id);
        assertThat(row.attempt().number()).isEqualTo(3);
        assertThat(row.attempt().reason())
                .contains("exit code 3; restarted 2 times in a row, given up");
        assertThat(row.restarts().dueAt()).isEmpty();
    }

    @Test
    void aStopCancelsARestartThatIsOwed() {
        var id = persistent(2);
        rig.host.exit(id, CRASH);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED));
        Await.result(rig.timers.whenArmed(FIRST_PAUSE));
        assertThat(Await.result(rig.actors.ask(rig.stop(id, false))))
                .isEqualTo(now(RunnerStatus.FAILED));
        rig.timers.advance(FIRST_PAUSE);
        assertThat(Await.result(rig.awaitStarted(id))).isEqualTo(now(RunnerStatus.FAILED));
        assertThat(rig.host.live()).isEmpty();
        assertThat(rig.stores.eventsOf(id)).endsWith("runner.failed", "runner.restart_cancelled");
    }

    @Test
    void aCleanExitIsNotFollowedByARestart() {
        var id = persistent(2);
        rig.host.exit(id, new ExitStatus.Code(0));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        assertThat(rig.stores.runners.row(id).restarts().dueAt()).isEmpty();
    }

    @Test
    void aRestartThatCannotBePlannedIsOwedNoLonger() {
        var id = persistent(2);
        rig.drivers.refuse("sh is gone");
        rig.host.exit(id, CRASH);
        Await.result(rig.timers.whenArmed(FIRST_PAUSE));
        rig.timers.advance(FIRST_PAUSE);
        Eventually.until(near(), () -> rig.stores.runners.row(id).restarts().dueAt().isEmpty());
        assertThat(rig.stores.runners.row(id).attempt().reason())
                .contains("exit code 3; not restarted: sh is gone");
    }

    @Test
    void aRestartThatFindsNoPlaceGetsTheNextOne() {
        var id = waiting();
        var other = rig.host.live().getFirst().spec().id();
        assertThat(rig.stores.eventsOf(id)).endsWith("runner.failed", "runner.restart_waits");
        assertThat(rig.stores.runners.row(id).restarts().dueAt()).isPresent();

        var _ = Await.result(rig.actors.ask(rig.stop(other, true)));
        var row = Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
        assertThat(row.attempt().number()).isEqualTo(2);
        assertThat(row.restarts()).isEqualTo(new RunnerRow.Restarts(2, 1, Optional.empty()));
        assertThat(rig.stores.eventsOf(id)).containsOnlyOnce("runner.restart_waits");
    }

    @Test
    void aRestartThatWaitsHearsOfOtherLimits() {
        var id = persistent(2);
        rig.running();
        limit(1);
        crash(id);
        waits(id);
        limit(2);
        rig.actors.limitsChanged(rig.stores.project);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
    }

    @Test
    void aRestartThatWaitsTriesAgainThoughNobodyTold() {
        var id = persistent(2);
        rig.running();
        limit(1);
        crash(id);
        waits(id);
        limit(2);
        Await.result(rig.timers.whenArmed(REREAD));
        rig.timers.advance(REREAD);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
    }

    @Test
    void aStopCancelsARestartThatWaitsAndFreesItsPlace() {
        var id = waiting();
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        assertThat(rig.stores.runners.row(id).restarts())
                .isEqualTo(new RunnerRow.Restarts(2, 0, Optional.empty()));
        var other = rig.host.live().getFirst().spec().id();
        var _ = Await.result(rig.actors.ask(rig.stop(other, true)));
        Await.result(rig.stores.runners.whenStatus(other, RunnerStatus.TERMINATED));
        rig.running();
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.FAILED);
    }

    /** One that was to be started again when the project was full. */
    private RunnerId waiting() {
        var id = persistent(2);
        rig.host.exit(id, CRASH);
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.FAILED));
        Await.result(rig.timers.whenArmed(FIRST_PAUSE));
        for (int i = 0; i < TestStores.QUOTA; i++) {
            rig.running();
        }
        rig.timers.advance(FIRST_PAUSE);
        waits(id);
        return id;
    }

    private void crash(RunnerId id) {
        rig.host.exit(id, CRASH);
        Await.result(rig.timers.whenArmed(FIRST_PAUSE));
        rig.timers.advance(FIRST_PAUSE);
    }

    private void waits(RunnerId id) {
        Eventually.until(
                near(),
                () ->
                        rig.stores
                                .runners
                                .row(id)
                                .restarts()
                                .waitsFor()
                                .equals(Optional.of(PlaceScope.PROJECT)));
    }

    private void limit(long runners) {
        rig.files =
                _ ->
                        new ProjectFiles.Read.Limits(
                                "F", Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, runners), List.of());
    }

    private RunnerId ended() {
        var id = rig.running();
        var _ = Await.result(rig.actors.ask(rig.stop(id, false)));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        // Durable first: its actor may still be about to hear of it.
        assertThat(Await.result(rig.awaitStarted(id))).isEqualTo(now(RunnerStatus.TERMINATED));
        return id;
    }

    private RunnerId persistent(int restarts) {
        var options =
                new LaunchOptions(
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        new RestartPolicy(restarts));
        var plain = rig.spec();
        var spec =
                new RunnerSpec(
                        plain.id(),
                        plain.name(),
                        plain.agent(),
                        plain.argv(),
                        plain.cwd(),
                        Map.of("LANG", "C.UTF-8"),
                        Map.of("LANG", "C.UTF-8"),
                        plain.agentSession(),
                        plain.expectedDialogs(),
                        plain.columns(),
                        plain.rows(),
                        options,
                        Set.of());
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        assertThat(Await.result(rig.awaitStarted(spec.id()))).isEqualTo(now(RunnerStatus.RUNNING));
        return spec.id();
    }
}
