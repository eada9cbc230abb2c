package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerStore.InWorktree;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class WorktreeStoreTest {
    private static final Instant LATER = Rig.T0.plusSeconds(60);
    private static final Worktree TREE =
            new Worktree(
                    "make 'deps'",
                    "",
                    Optional.of(
                            new Worktree.Place(
                                    "/src/alpha/.git",
                                    "/trees/a",
                                    "/trees/a/web",
                                    "stratavore/a",
                                    "0123")));

    private final Rig rig;

    WorktreeStoreTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private RunnerSpec inTree() {
        return inTree(rig.freshId());
    }

    private RunnerSpec inTree(RunnerId id) {
        var plain = rig.spec(id, Optional.empty());
        return new RunnerSpec(
                plain.id(),
                plain.name(),
                plain.agent(),
                plain.argv(),
                "/trees/a/web",
                plain.environment(),
                plain.storedEnvironment(),
                plain.agentSession(),
                plain.expectedDialogs(),
                plain.columns(),
                plain.rows(),
                LaunchOptions.NONE.in(Optional.of(TREE)),
                Set.of());
    }

    private Future<Boolean> gone(RunnerRow row) {
        return rig.stores.runners().worktreeGone(row.id(), List.of("a note"), LATER, meta());
    }

    private RunnerRow ended(RunnerRow row) {
        var change = Rows.ended(row, new ExitStatus.Code(0), Rig.T0.plusSeconds(1));
        assertThat(await(rig.stores.runners().save(change, meta(), false)))
                .isInstanceOf(RunnerStore.Saved.Done.class);
        return change.after();
    }

    @Test
    void aRunnersTreeIsKeptAsAskedForUntilItIsGone() {
        var runners = rig.stores.runners();
        var project = rig.project("alpha");
        var plain = rig.runner(project);
        var live = rig.runner(project, inTree(), Rig.T0);
        var all = Optional.<ProjectName>empty();
        assertThat(await(runners.inWorktrees(all, 10))).containsExactly(new InWorktree(live, TREE));
        assertThat(await(runners.inWorktrees(Optional.of(project.name()), 10))).hasSize(1);
        assertThat(await(runners.inWorktrees(Optional.of(new ProjectName("beta")), 10))).isEmpty();
        assertThat(await(runners.launchRecord(live.id())).orElseThrow().options().worktree())
                .contains(TREE);
        assertThat(await(runners.launchRecord(plain.id())).orElseThrow().options().worktree())
                .isEmpty();

        assertThat(await(runners.claimWorktree(live.id()))).as("a live one's stays").isFalse();
        assertThat(await(gone(live))).isFalse();
        var over = ended(live);
        assertThat(await(gone(over))).as("unclaimed").isFalse();
        assertThat(await(runners.claimWorktree(over.id()))).isTrue();
        assertThat(await(gone(over))).isTrue();
        assertThat(await(runners.claimWorktree(over.id()))).isFalse();
        assertThat(await(gone(over))).isFalse();
        assertThat(await(runners.inWorktrees(all, 10))).isEmpty();
        assertThat(await(runners.launchRecord(over.id())).orElseThrow().options().worktree())
                .isEmpty();
    }

    @Test
    void aRunnerWithATreeIsNotPruned() {
        var runners = rig.stores.runners();
        var project = rig.project("alpha");
        var over = ended(rig.runner(project, inTree(), Rig.T0));
        assertThat(await(runners.prune(RunnerStore.Prunable.before(Rig.NODE, LATER), 10)))
                .isEmpty();
        await(runners.claimWorktree(over.id()));
        await(gone(over));
        assertThat(await(runners.prune(RunnerStore.Prunable.before(Rig.NODE, LATER), 10)))
                .containsExactly(over.id());
    }

    /** Decided before a removal began, and written after. */
    private RunnerStore.Saved startedAgain(RunnerRow row) {
        var attempt =
                new RunnerRow.Attempt(
                        2,
                        await(rig.stores.runners().nextFence()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var spec = inTree(row.id());
        var change =
                new RunnerStore.Change(
                        row,
                        Rows.with(row, RunnerStatus.STARTING, attempt),
                        List.of(new RunnerEvent.Restarted(2, attempt.fence(), 0)),
                        LATER,
                        Optional.of(new RunnerStore.Readmission(Rig.DEFAULT_LIMIT, spec)));
        return await(rig.stores.runners().save(change, meta(), true));
    }

    @Test
    void aClaimedTreeTakesNoAttemptUntilItIsReleased() {
        var runners = rig.stores.runners();
        var over = ended(rig.runner(rig.project("alpha"), inTree(), Rig.T0));
        assertThat(await(runners.claimWorktree(over.id()))).isTrue();
        assertThat(await(runners.claimWorktree(over.id()))).as("taken up again").isTrue();
        assertThat(startedAgain(over)).isEqualTo(new RunnerStore.Saved.WorktreeGone());
        await(runners.releaseWorktree(over.id()));
        assertThat(startedAgain(over)).isEqualTo(new RunnerStore.Saved.Done());
        assertThat(await(runners.claimWorktree(over.id()))).as("in use again").isFalse();
    }

    @Test
    void theTreeOfOneThatWillStartAgainByItselfIsNotClaimed() {
        var runners = rig.stores.runners();
        var live = rig.runner(rig.project("alpha"), inTree(), Rig.T0);
        var owed = Rows.lost(live, Loss.HOST, Optional.of(LATER), Rig.T0.plusSeconds(1));
        assertThat(await(runners.save(owed, meta(), false)))
                .isEqualTo(new RunnerStore.Saved.Done());
        assertThat(await(runners.claimWorktree(live.id()))).isFalse();
    }

    @Test
    void anAttemptThatWasPlannedInATreeThatIsGoneIsRefused() {
        var runners = rig.stores.runners();
        var over = ended(rig.runner(rig.project("alpha"), inTree(), Rig.T0));
        await(runners.claimWorktree(over.id()));
        await(gone(over));
        assertThat(startedAgain(over)).isEqualTo(new RunnerStore.Saved.WorktreeGone());
    }

    @Test
    void aDisplacedDaemonClaimsNothing() {
        var over = ended(rig.runner(rig.project("alpha"), inTree(), Rig.T0));
        await(rig.anotherDaemon().nodes().begin(Rig.NODE, "host-1", "0.2"));
        assertThatThrownBy(() -> await(rig.stores.runners().claimWorktree(over.id())))
                .isInstanceOf(LeaseLost.class);
    }

    @Test
    void aRemovalIsAnEventOfItsCommandAndItsRepetitionsAnswer() {
        var runners = rig.stores.runners();
        var over = ended(rig.runner(rig.project("alpha"), inTree(), Rig.T0));
        var command = meta(UUID.randomUUID(), "removal");
        await(runners.claimWorktree(over.id()));
        assertThat(await(runners.removal(over.id(), command.commandId()))).isEmpty();
        var notes = List.of("its branch stays");
        assertThat(await(runners.worktreeGone(over.id(), notes, LATER, command))).isTrue();
        assertThat(await(runners.carriedOut(command))).isEqualTo(RunnerStore.Carried.OUT);
        var event = rig.events().getLast();
        assertThat(event.type()).isEqualTo("runner.worktree_removed");
        assertThat(event.aggregateId()).isEqualTo(over.id().value());
        assertThat(event.principal()).isEqualTo(command.principal().value());
        assertThat(event.commandId()).contains(command.commandId());
        assertThat(event.data().getString("branch")).isEqualTo("stratavore/a");
        var removed = await(runners.removal(over.id(), command.commandId())).orElseThrow();
        assertThat(removed.worktree().place()).isEqualTo(TREE.place());
        assertThat(removed.notes()).isEqualTo(notes);
        assertThat(startedAgain(over)).isEqualTo(new RunnerStore.Saved.WorktreeGone());
    }

    @Test
    void aDisplacedDaemonRemovesNothing() {
        var over = ended(rig.runner(rig.project("alpha"), inTree(), Rig.T0));
        await(rig.stores.runners().claimWorktree(over.id()));
        await(rig.anotherDaemon().nodes().begin(Rig.NODE, "host-1", "0.2"));
        assertThatThrownBy(() -> await(gone(over))).isInstanceOf(LeaseLost.class);
        assertThat(await(rig.stores.runners().inWorktrees(Optional.empty(), 10))).hasSize(1);
    }
}
