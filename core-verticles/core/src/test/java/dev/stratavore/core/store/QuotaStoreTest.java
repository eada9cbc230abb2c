package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectStore.QuotaChange;
import dev.stratavore.core.store.ProjectStore.QuotaSet;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class QuotaStoreTest {
    private final Rig rig;

    QuotaStoreTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static QuotaChange change(ProjectRow project, QuotaName name, OptionalLong value) {
        return new QuotaChange(
                project.key(), name, value, OptionalLong.of(Rig.DEFAULT_LIMIT), Rig.T0);
    }

    private QuotaSet set(ProjectRow project, QuotaName name, long value) {
        return await(
                rig.stores
                        .projects()
                        .setQuota(change(project, name, OptionalLong.of(value)), meta()));
    }

    private Map<QuotaName, Long> quotas(ProjectRow project) {
        return await(rig.stores.projects().quotas(List.of(project.key())))
                .getOrDefault(project.key(), Map.of());
    }

    @Test
    void aLimitThatIsSetHoldsForTheNextAdmission() {
        var project = rig.project("alpha");
        rig.runner(project);

        assertThat(set(project, QuotaName.MAX_CONCURRENT_RUNNERS, 1))
                .isEqualTo(new QuotaSet.Done());

        assertThat(quotas(project))
                .containsExactly(Map.entry(QuotaName.MAX_CONCURRENT_RUNNERS, 1L));
        assertThat(await(rig.stores.projects().find(project.key())).orElseThrow().maxRunners())
                .isEqualTo(OptionalInt.of(1));
        assertThat(await(rig.stores.runners().admit(Rig.admission(project, rig.spec()), meta())))
                .isEqualTo(new RunnerStore.Admitted.QuotaReached(1, 1));
    }

    @Test
    void aLimitBelowWhatLivesIsRefusedAndChangesNothing() {
        var project = rig.project("alpha", OptionalInt.of(7));
        rig.runner(project);
        rig.runner(project);
        var events = rig.events().size();

        assertThat(set(project, QuotaName.MAX_CONCURRENT_RUNNERS, 1))
                .isEqualTo(new QuotaSet.BelowUse(1, 2));

        assertThat(quotas(project))
                .containsExactly(Map.entry(QuotaName.MAX_CONCURRENT_RUNNERS, 7L));
        assertThat(rig.events()).hasSize(events);
        assertThat(set(project, QuotaName.MAX_CONCURRENT_RUNNERS, 2))
                .isEqualTo(new QuotaSet.Done());
        // A limit of something else is not measured against runners.
        assertThat(set(project, QuotaName.MAX_MEMORY_MB, 1)).isEqualTo(new QuotaSet.Done());
    }

    @Test
    void theDefaultTooMustHoldWhatLives() {
        var project = rig.project("alpha", OptionalInt.of(7));
        for (int i = 0; i <= Rig.DEFAULT_LIMIT; i++) {
            rig.runner(project);
        }
        var change = change(project, QuotaName.MAX_CONCURRENT_RUNNERS, OptionalLong.empty());

        assertThat(await(rig.stores.projects().setQuota(change, meta())))
                .isEqualTo(new QuotaSet.BelowUse(Rig.DEFAULT_LIMIT, Rig.DEFAULT_LIMIT + 1));
    }

    @Test
    void theDefaultTakesTheLimitAway() {
        var project = rig.project("alpha", OptionalInt.of(7));
        var change = change(project, QuotaName.MAX_CONCURRENT_RUNNERS, OptionalLong.empty());

        assertThat(await(rig.stores.projects().setQuota(change, meta())))
                .isEqualTo(new QuotaSet.Done());

        assertThat(quotas(project)).isEmpty();
        assertThat(await(rig.stores.projects().find(project.key())).orElseThrow().maxRunners())
                .isEmpty();
    }

    @Test
    void eachChangeHasOneEventWithItsCommand() {
        var project = rig.project("alpha");
        var command = meta();
        var change = change(project, QuotaName.MAX_MEMORY_MB, OptionalLong.of(512));
        await(rig.stores.projects().setQuota(change, command));
        // Again the same command, and another that changes nothing.
        assertThat(await(rig.stores.projects().setQuota(change, command)))
                .isEqualTo(new QuotaSet.Done());
        assertThat(set(project, QuotaName.MAX_MEMORY_MB, 512)).isEqualTo(new QuotaSet.Done());

        assertThat(rig.eventTypes()).containsExactly("project.created", "project.updated");
        var event = rig.events().getLast();
        assertThat(event.seq()).isEqualTo(2);
        assertThat(event.commandId()).contains(command.commandId());
        assertThat(event.principal()).isEqualTo("uid:1000");
        assertThat(event.data().getString("project")).isEqualTo("alpha");
        assertThat(event.data().getString("quota")).isEqualTo("max_memory_mb");
        assertThat(event.data().getValue("before")).isNull();
        assertThat(event.data().getLong("after")).isEqualTo(512);
    }

    @Test
    void theSameCommandForAnotherLimitIsRefused() {
        var project = rig.project("alpha");
        var id = UUID.randomUUID();
        var memory = change(project, QuotaName.MAX_MEMORY_MB, OptionalLong.of(512));
        var cpu = change(project, QuotaName.MAX_CPU_PERCENT, OptionalLong.of(100));
        await(rig.stores.projects().setQuota(memory, meta(id, "one")));

        assertThat(await(rig.stores.projects().setQuota(cpu, meta(id, "other"))))
                .isEqualTo(new QuotaSet.OtherCommand());
        assertThat(quotas(project)).containsOnlyKeys(QuotaName.MAX_MEMORY_MB);
    }

    @Test
    void aProjectThatIsNotThereHasNoLimits() {
        var project = rig.project("alpha");
        var gone =
                new QuotaChange(
                        new ProjectKey(project.key().value() + 1),
                        QuotaName.MAX_MEMORY_MB,
                        OptionalLong.of(1),
                        OptionalLong.empty(),
                        Rig.T0);

        assertThat(await(rig.stores.projects().setQuota(gone, meta())))
                .isEqualTo(new QuotaSet.ProjectGone());
    }

    @Test
    void aLimitAndAdmissionsAtOnceNeverContradictEachOther() {
        var project = rig.project("alpha", OptionalInt.of(6));
        var admissions = new ArrayList<Future<RunnerStore.Admitted>>();
        var limits = new ArrayList<Future<QuotaSet>>();
        for (int i = 0; i < 6; i++) {
            admissions.add(rig.stores.runners().admit(Rig.admission(project, rig.spec()), meta()));
            limits.add(
                    rig.stores
                            .projects()
                            .setQuota(
                                    change(
                                            project,
                                            QuotaName.MAX_CONCURRENT_RUNNERS,
                                            OptionalLong.of(3)),
                                    meta()));
        }
        admissions.forEach(Rig::await);
        var set = limits.stream().map(Rig::await).anyMatch(QuotaSet.Done.class::isInstance);

        var row = await(rig.stores.projects().find(project.key())).orElseThrow();
        assertThat(row.liveRunners()).isLessThanOrEqualTo(row.maxRunners().orElseThrow());
        assertThat(row.maxRunners()).isEqualTo(OptionalInt.of(set ? 3 : 6));
    }
}
