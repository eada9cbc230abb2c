package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.admission;
import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import dev.stratavore.core.store.RunnerStore.Change;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import dev.stratavore.core.store.RunnerStore.Readmission;
import dev.stratavore.core.store.RunnerStore.Saved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An ended runner takes a place in the quota again. */
@ParameterizedClass
@EnumSource
final class ReadmissionTest {
    private static final Worktree TREE =
            new Worktree(
                    "make deps",
                    "",
                    Optional.of(
                            new Worktree.Place(
                                    "/srv/a/.git", "/srv/t/a", "/srv/t/a", "stratavore/a", "01")));

    private final Rig rig;

    ReadmissionTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theNextAttemptIsReadBackAsItWasWritten() {
        var row = ended(rig.project("alpha"), rig.spec());
        var command = meta();
        var change = again(row, await(rig.stores.runners().nextFence()));
        assertThat(await(rig.stores.runners().carriedOut(command)))
                .isEqualTo(RunnerStore.Carried.NOT);

        assertThat(await(rig.stores.runners().save(change, command, true)))
                .isEqualTo(new Saved.Done());

        var now = await(rig.stores.runners().find(row.id())).orElseThrow();
        assertThat(now).isEqualTo(change.after());
        assertThat(now.attempt().fence()).isGreaterThan(row.attempt().fence());
        assertThat(rig.eventTypes()).endsWith("runner.stopped", "runner.restarted");
        assertThat(await(rig.stores.runners().carriedOut(command)))
                .isEqualTo(RunnerStore.Carried.OUT);
        assertThat(await(rig.stores.runners().save(change, command, true)))
                .isEqualTo(new Saved.Already(now));
    }

    @Test
    void whatIsKeptOfALaunchAreItsOptionsAndNoSecret() {
        var project = rig.project("alpha");
        var options =
                new LaunchOptions(
                        Optional.of("opus"),
                        OptionalDouble.of(0.5),
                        OptionalInt.of(99),
                        List.of("--verbose", ""),
                        new RestartPolicy(3),
                        OptionalLong.of(7_200_000),
                        Optional.of(TREE));
        var plain = rig.spec();
        var spec =
                new RunnerSpec(
                        plain.id(),
                        plain.name(),
                        plain.agent(),
                        plain.argv(),
                        plain.cwd(),
                        Map.of("PATH", "/bin", "API_KEY", "secret", "EMPTY", ""),
                        Map.of("PATH", "/bin", "EMPTY", ""),
                        plain.agentSession(),
                        plain.expectedDialogs(),
                        100,
                        30,
                        options,
                        Set.of());
        var row = rig.runner(project, spec, Rig.T0);

        assertThat(row.maxTimeMillis()).hasValue(7_200_000);
        assertThat(row.restarts()).isEqualTo(new RunnerRow.Restarts(3, 0, Optional.empty()));
        assertThat(await(rig.stores.runners().launchRecord(row.id())))
                .contains(
                        new LaunchRecord(
                                options,
                                Map.of("PATH", "/bin", "EMPTY", ""),
                                Set.of("API_KEY"),
                                100,
                                30));
        assertThat(await(rig.stores.runners().launchRecord(rig.freshId()))).isEmpty();
    }

    @Test
    void fromOneAttemptToTheNextAValueThatIsInheritedIsNotStored() {
        var row = ended(rig.project("alpha"), rig.spec());
        var change = again(row, await(rig.stores.runners().nextFence()));
        await(rig.stores.runners().save(change, meta(), true));

        var record = await(rig.stores.runners().launchRecord(row.id())).orElseThrow();
        assertThat(record.secretNames()).containsExactly("API_KEY");
        assertThat(record.environment()).containsExactly(Map.entry("PATH", "/usr/bin"));
    }

    @Test
    void aFullProjectHasNoPlace() {
        var project = rig.project("alpha", OptionalInt.of(1));
        var row = ended(project, rig.spec());
        rig.runner(project);
        var change = again(row, await(rig.stores.runners().nextFence()));

        assertThat(await(rig.stores.runners().save(change, meta(), true)))
                .isEqualTo(new Saved.QuotaReached(1, 1));
        assertThat(await(rig.stores.runners().find(row.id()))).contains(row);
    }

    @Test
    void aNameThatIsTakenMeanwhileIsNotTakenTwice() {
        var project = rig.project("alpha");
        var row = ended(project, rig.spec(rig.freshId(), Optional.of("night")));
        var holder = rig.runner(project, rig.spec(rig.freshId(), Optional.of("night")), Rig.T0);
        var change = again(row, await(rig.stores.runners().nextFence()));

        assertThat(await(rig.stores.runners().save(change, meta(), true)))
                .isEqualTo(new Saved.NameTaken("night", holder.id()));
    }

    @Test
    void anOwedRestartKeepsItsNameForItself() {
        var project = rig.project("alpha");
        var other = ended(project, rig.spec(rig.freshId(), Optional.of("night")));
        var row = rig.runner(project, rig.spec(rig.freshId(), Optional.of("night")), Rig.T0);
        var lost = Rows.lost(row, Loss.HOST, Optional.of(Rig.T0.plusSeconds(5)), Rig.T0);
        await(rig.stores.runners().save(lost, meta(), false));
        var change = again(other, await(rig.stores.runners().nextFence()));
        var own = again(lost.after(), await(rig.stores.runners().nextFence()));

        assertThat(await(rig.stores.runners().save(change, meta(), true)))
                .isEqualTo(new Saved.NameTaken("night", row.id()));
        assertThat(await(rig.stores.runners().save(own, meta(), false)))
                .isEqualTo(new Saved.Done());
    }

    @Test
    void aRestartThatWaitsComesBeforeLaunches() {
        var project = rig.project("alpha", OptionalInt.of(2));
        var row = rig.runner(project);
        var waiting = waiting(row, PlaceScope.PROJECT);
        rig.runner(project);

        assertThat(await(rig.stores.runners().find(row.id()))).contains(waiting);
        assertThat(await(rig.stores.runners().admit(admission(project, rig.spec()), meta())))
                .isEqualTo(new Admitted.QuotaReached(2, 1, 1));
        var own = again(waiting, await(rig.stores.runners().nextFence()));
        assertThat(await(rig.stores.runners().save(own, meta(), false)))
                .isEqualTo(new Saved.Done());
        assertThat(await(rig.stores.runners().find(row.id())).orElseThrow().restarts().waitsFor())
                .isEmpty();
        assertThat(await(rig.stores.runners().admit(admission(project, rig.spec()), meta())))
                .isEqualTo(new Admitted.QuotaReached(2, 2));
    }

    private RunnerRow waiting(RunnerRow row, PlaceScope place) {
        var at = Rig.T0.plusSeconds(5);
        var lost = Rows.lost(row, Loss.HOST, Optional.of(at), Rig.T0);
        await(rig.stores.runners().save(lost, meta(), false));
        var restarts = new RunnerRow.Restarts(0, 1, Optional.of(at), Optional.of(place));
        var after = with(lost.after(), RunnerStatus.FAILED, restarts);
        var event = new RunnerEvent.RestartWaits(row.attempt().number(), place);
        var change = new Change(lost.after(), after, List.of(event), Rig.T0);
        assertThat(await(rig.stores.runners().save(change, meta(), false)))
                .isEqualTo(new Saved.Done());
        return after;
    }

    @Test
    void ofARestartThatWaitsForANodeItsProjectIsNoMatter() {
        var row = rig.runner(rig.project("alpha"));
        var beta = rig.project("beta");
        var limits = new PlaceLimits(5, OptionalInt.of(1));
        var wish = new Admission(beta.key(), Rig.NODE, List.of(rig.spec()), limits, Rig.T0);
        var waits = waiting(row, PlaceScope.NODE);

        assertThat(await(rig.stores.runners().admit(wish, meta())))
                .isEqualTo(new Admitted.NodeFull(1, 1));

        await(rig.stores.runners().save(Rows.cancelled(waits, Rig.T0), meta(), false));
        waiting(rig.runner(rig.project("gamma")), PlaceScope.PROJECT);
        assertThat(await(rig.stores.runners().admit(wish, meta())))
                .isInstanceOf(Admitted.All.class);
    }

    @Test
    void ofManyRestartsAtOnceNoMoreAreAdmittedThanFit() {
        var project = rig.project("alpha", OptionalInt.of(2));
        var changes =
                IntStream.range(0, 6)
                        .mapToObj(_ -> ended(project, rig.spec()))
                        .map(row -> again(row, await(rig.stores.runners().nextFence())))
                        .toList();

        var results =
                changes.stream()
                        .map(change -> rig.stores.runners().save(change, meta(), true))
                        .toList()
                        .stream()
                        .map(Rig::await)
                        .toList();

        assertThat(results.stream().filter(new Saved.Done()::equals)).hasSize(2);
        assertThat(results.stream().filter(new Saved.QuotaReached(2, 2)::equals)).hasSize(4);
    }

    @Test
    void aRestartThatIsOwedIsFoundAgain() {
        var project = rig.project("alpha");
        var row = rig.runner(project);
        var at = Rig.T0.plusSeconds(7);
        var failed = with(row, RunnerStatus.FAILED, new RunnerRow.Restarts(0, 1, Optional.of(at)));
        var event =
                new RunnerEvent.Failed(
                        1,
                        "it broke",
                        Optional.empty(),
                        Optional.of(new RunnerEvent.NextStart(at, 1)));
        var change = new Change(row, failed, List.of(event), Rig.T0);
        assertThat(await(rig.stores.runners().owedRestarts(Rig.NODE))).isEmpty();

        await(rig.stores.runners().save(change, meta(), false));

        assertThat(await(rig.stores.runners().owedRestarts(Rig.NODE)))
                .extracting(RunnerRow::restarts)
                .containsExactly(new RunnerRow.Restarts(0, 1, Optional.of(at)));
        var other = rig.project("beta");
        assertThat(await(rig.stores.runners().everyOwedRestart(Optional.of(other.name()))))
                .isEmpty();
        assertThat(await(rig.stores.runners().everyOwedRestart(Optional.of(project.name()))))
                .extracting(RunnerRow::id)
                .containsExactly(row.id());
        assertThat(await(rig.stores.runners().everyOwedRestart(Optional.empty()))).hasSize(1);
    }

    private RunnerRow ended(ProjectRow project, RunnerSpec spec) {
        var row = rig.runner(project, spec, Rig.T0);
        var end = Rows.ended(row, new ExitStatus.Code(0), Rig.T0.plusSeconds(1));
        await(rig.stores.runners().save(end, meta(), false));
        return end.after();
    }

    private static Change again(RunnerRow row, long fence) {
        var spec =
                new RunnerSpec(
                                row.id(),
                                row.name(),
                                row.agent(),
                                List.of("/bin/sh", "again"),
                                row.cwd(),
                                Map.of("PATH", "/usr/bin", "API_KEY", "the caller's"),
                                Map.of("PATH", "/usr/bin"),
                                Optional.of("conversation-2"),
                                List.of(),
                                80,
                                24)
                        .inheriting(Set.of("API_KEY"));
        var attempt =
                new RunnerRow.Attempt(
                        2,
                        fence,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var after =
                new RunnerRow(
                        row.id(),
                        row.project(),
                        row.projectName(),
                        row.name(),
                        row.agent(),
                        RunnerStatus.STARTING,
                        row.version() + 1,
                        attempt,
                        row.node(),
                        row.nodeLabel(),
                        row.owner(),
                        row.createdAt(),
                        row.cwd(),
                        spec.argv(),
                        List.of("API_KEY", "PATH"),
                        spec.agentSession(),
                        spec.expectedDialogs());
        return new Change(
                row,
                after,
                List.of(new RunnerEvent.Restarted(2, fence, 0)),
                Rig.T0.plusSeconds(2),
                Optional.of(new Readmission(Rig.DEFAULT_LIMIT, spec)));
    }

    private static RunnerRow with(RunnerRow row, RunnerStatus status, RunnerRow.Restarts restarts) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                status,
                row.version() + 1,
                row.attempt(),
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs(),
                restarts,
                Optional.empty());
    }
}
