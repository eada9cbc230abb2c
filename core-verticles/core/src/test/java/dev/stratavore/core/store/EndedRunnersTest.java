package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.RunnerStore.Prunable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was lost, and what may be removed. */
@ParameterizedClass
@EnumSource
final class EndedRunnersTest {
    private static final Prunable ALL =
            new Prunable(
                    Rig.NODE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final Rig rig;
    private final RunnerStore runners;

    EndedRunnersTest(Backend backend) {
        rig = backend.open();
        runners = rig.stores.runners();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatWasTakenAwayIsListedUntilSomebodyIsToStartItAgain() {
        var project = rig.project("alpha");
        var machine = lost(started(project), Loss.MACHINE, Optional.empty());
        var host = lost(started(project), Loss.HOST, Optional.empty());
        lost(started(project), Loss.HOST, Optional.of(Rig.T0.plusSeconds(60)));
        ended(started(project), 1);

        assertThat(await(runners.lostOn(Rig.NODE))).containsExactlyInAnyOrder(machine, host);
        assertThat(await(runners.lostOn(new NodeId(new UUID(9, 9))))).isEmpty();
        assertThat(rig.events())
                .filteredOn(event -> event.aggregateId().equals(machine.id().value()))
                .last()
                .satisfies(
                        event -> assertThat(event.data().getString("lost")).isEqualTo("machine"));
    }

    @Test
    void onlyWhatEndedForGoodAndIsMeantIsRemoved() {
        var alpha = rig.project("alpha");
        var beta = rig.project("beta");
        var mine = ended(started(alpha), 1);
        var other = ended(started(beta), 2);
        var waiting = lost(started(alpha), Loss.HOST, Optional.of(Rig.T0.plusSeconds(60)));
        var live = started(alpha);
        var nobodys = new Principal("uid:9");

        assertThat(await(runners.prune(of(Optional.of(nobodys), Optional.empty()), 10))).isEmpty();
        var named =
                new Prunable(
                        Rig.NODE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(live.id()));
        assertThat(await(runners.prune(named, 10))).isEmpty();
        assertThat(
                        await(
                                runners.prune(
                                        of(Optional.empty(), Optional.of(new ProjectName("beta"))),
                                        10)))
                .containsExactly(other.id());
        assertThat(await(runners.prune(ALL, 10))).containsExactly(mine.id());
        assertThat(await(runners.find(waiting.id()))).contains(waiting);
        assertThat(await(runners.find(live.id()))).contains(live);
    }

    @Test
    void noMoreThanTheLimitGoesAndTheFirstEndedGoFirst() {
        var project = rig.project("alpha");
        var late = ended(started(project), 9);
        var early = ended(started(project), 3);
        assertThat(await(runners.prune(ALL, 1))).containsExactly(early.id());
        assertThat(await(runners.prune(ALL, 1))).containsExactly(late.id());
        assertThat(await(runners.prune(ALL, 1))).isEmpty();
    }

    @Test
    void whoseOutputMayBeLeftIsRememberedUntilItIsGone() {
        var project = rig.project("alpha");
        var early = ended(started(project), 3);
        var late = ended(started(project), 9);
        assertThat(await(runners.outputLeft(Rig.NODE, 10))).isEmpty();
        await(runners.prune(ALL, 1));
        await(runners.prune(ALL, 1));
        assertThat(await(runners.outputLeft(Rig.NODE, 10))).containsExactly(early.id(), late.id());
        assertThat(await(runners.outputLeft(Rig.NODE, 1))).containsExactly(early.id());
        assertThat(await(runners.outputLeft(new NodeId(new UUID(9, 9)), 10))).isEmpty();
        await(runners.outputRemoved(List.of(early.id())));
        await(runners.outputRemoved(List.of()));
        assertThat(await(runners.outputLeft(Rig.NODE, 10))).containsExactly(late.id());
    }

    private static Prunable of(Optional<Principal> owner, Optional<ProjectName> project) {
        return new Prunable(Rig.NODE, Optional.empty(), project, owner, Optional.empty());
    }

    private RunnerRow started(ProjectRow project) {
        var change = Rows.started(rig.runner(project), Rig.T0);
        await(runners.save(change, meta(), false));
        return change.after();
    }

    private RunnerRow ended(RunnerRow row, int seconds) {
        var change = Rows.ended(row, new ExitStatus.Code(0), Rig.T0.plusSeconds(seconds));
        await(runners.save(change, meta(), false));
        return change.after();
    }

    private RunnerRow lost(RunnerRow row, Loss loss, Optional<Instant> restartAt) {
        var change = Rows.lost(row, loss, restartAt, Rig.T0.plusSeconds(5));
        await(runners.save(change, meta(), false));
        return change.after();
    }
}
