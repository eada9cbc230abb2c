package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerStore.InWorktree;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
        var plain = rig.spec();
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

        assertThat(await(runners.worktreeGone(live.id()))).as("a live one's stays").isFalse();
        var over = ended(live);
        assertThat(await(runners.worktreeGone(over.id()))).isTrue();
        assertThat(await(runners.worktreeGone(over.id()))).isFalse();
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
        await(runners.worktreeGone(over.id()));
        assertThat(await(runners.prune(RunnerStore.Prunable.before(Rig.NODE, LATER), 10)))
                .containsExactly(over.id());
    }
}
