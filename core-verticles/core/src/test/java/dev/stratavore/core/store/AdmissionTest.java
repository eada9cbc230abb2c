package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.admission;
import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class AdmissionTest {
    private final Rig rig;

    AdmissionTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNameIsKeptForARestartThatIsOwedAndFreeWhenItIsNot() {
        var project = rig.project("alpha");
        var holder = rig.runner(project, rig.spec(rig.freshId(), Optional.of("night")), Rig.T0);
        var lost = Rows.lost(holder, Loss.HOST, Optional.of(Rig.T0.plusSeconds(5)), Rig.T0);
        await(rig.stores.runners().save(lost, meta(), false));
        var wish = admission(project, rig.spec(rig.freshId(), Optional.of("night")));

        assertThat(await(rig.stores.runners().admit(wish, meta())))
                .isEqualTo(new Admitted.NameTaken("night", holder.id()));

        var cancelled = Rows.cancelled(lost.after(), Rig.T0);
        await(rig.stores.runners().save(cancelled, meta(), false));
        assertThat(await(rig.stores.runners().admit(wish, meta())))
                .isInstanceOf(Admitted.All.class);
    }

    @Test
    void whetherACommandWasCarriedOutCanBeAskedAndChangesNothing() {
        var project = rig.project("alpha");
        var command = meta();
        assertThat(await(rig.stores.runners().carriedOut(command)))
                .isEqualTo(RunnerStore.Carried.NOT);

        var admitted = await(rig.stores.runners().admit(admission(project, rig.spec()), command));

        assertThat(admitted).isInstanceOf(Admitted.All.class);
        assertThat(await(rig.stores.runners().carriedOut(command)))
                .isEqualTo(RunnerStore.Carried.OUT);
        assertThat(await(rig.stores.runners().carriedOut(meta())))
                .isEqualTo(RunnerStore.Carried.NOT);
        var other = meta(command.commandId(), "other");
        assertThat(await(rig.stores.runners().carriedOut(other)))
                .isEqualTo(RunnerStore.Carried.OTHER_COMMAND);
    }

    @Test
    void anAdmittedRunnerIsStoredAsAskedFor() {
        var project = rig.project("alpha");
        var spec = rig.spec(rig.freshId(), Optional.of("reviewer"));

        var row = rig.runner(project, spec, Rig.T0);

        assertThat(row.id()).isEqualTo(spec.id());
        assertThat(row.project()).isEqualTo(project.key());
        assertThat(row.projectName()).isEqualTo(project.name());
        assertThat(row.name()).contains("reviewer");
        assertThat(row.agent()).isEqualTo("shell");
        assertThat(row.status()).isEqualTo(RunnerStatus.STARTING);
        assertThat(row.version()).isEqualTo(1);
        assertThat(row.attempt().number()).isEqualTo(1);
        assertThat(row.attempt().process()).isEmpty();
        assertThat(row.node()).isEqualTo(Rig.NODE);
        assertThat(row.nodeLabel()).isEqualTo("host-1");
        assertThat(row.owner().value()).isEqualTo("uid:1000");
        assertThat(row.createdAt()).isEqualTo(Rig.T0);
        assertThat(row.cwd()).isEqualTo(spec.cwd());
        assertThat(row.argv()).isEqualTo(spec.argv());
        assertThat(row.environmentNames()).containsExactly("API_KEY", "PATH");
        assertThat(row.agentSession()).contains("conversation-1");
        assertThat(row.expectedDialogs()).containsExactly("trust");
        assertThat(await(rig.stores.runners().find(spec.id()))).contains(row);
    }

    @Test
    void everyRunnerHasItsEventAndAHigherFenceThanTheOneBefore() {
        var project = rig.project("alpha");
        var specs = IntStream.range(0, 4).mapToObj(_ -> rig.spec()).toList();
        var wish = new Admission(project.key(), Rig.NODE, specs, 5, Rig.T0);

        var rows = ((Admitted.All) await(rig.stores.runners().admit(wish, meta()))).rows();

        assertThat(rows.stream().map(RunnerRow::id))
                .containsExactlyElementsOf(specs.stream().map(s -> s.id()).toList());
        var fences = rows.stream().map(r -> r.attempt().fence()).toList();
        assertThat(fences).isSorted().doesNotHaveDuplicates();
        assertThat(rig.eventTypes())
                .containsExactly(
                        "project.created",
                        "runner.starting",
                        "runner.starting",
                        "runner.starting",
                        "runner.starting");
        var event = rig.events().get(1);
        assertThat(event.aggregateId()).isEqualTo(specs.getFirst().id().value());
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.data().getLong("fence")).isEqualTo(fences.getFirst());
        assertThat(event.data().getString("project")).isEqualTo("alpha");
    }

    @Test
    void fiftyAtOnceFillAQuotaOfFiveAndNoMore() {
        var project = rig.project("alpha");
        var futures = new ArrayList<Future<Admitted>>();
        for (int i = 0; i < 50; i++) {
            futures.add(rig.stores.runners().admit(admission(project, rig.spec()), meta()));
        }

        var results = futures.stream().map(Rig::await).toList();

        assertThat(results.stream().filter(Admitted.All.class::isInstance)).hasSize(5);
        assertThat(results.stream().filter(new Admitted.QuotaReached(5, 5)::equals)).hasSize(45);
        assertThat(await(rig.stores.runners().countByStatus()))
                .containsOnlyKeys(RunnerStatus.STARTING)
                .containsValue(5);
        assertThat(rig.eventTypes().stream().filter("runner.starting"::equals)).hasSize(5);
    }

    @Test
    void allOrNoneAreAdmitted() {
        var project = rig.project("alpha", OptionalInt.of(3));
        rig.runner(project);

        var refused =
                await(
                        rig.stores
                                .runners()
                                .admit(
                                        admission(project, rig.spec(), rig.spec(), rig.spec()),
                                        meta()));

        assertThat(refused).isEqualTo(new Admitted.QuotaReached(3, 1));
        assertThat(rig.eventTypes()).containsExactly("project.created", "runner.starting");
    }

    @Test
    void anEndedRunnerMakesRoom() {
        var project = rig.project("alpha", OptionalInt.of(1));
        var row = rig.runner(project);
        var ended = Rows.ended(row, new ExitStatus.Code(0), Rig.T0.plusSeconds(1));
        await(rig.stores.runners().save(ended, meta(), false));

        var next = await(rig.stores.runners().admit(admission(project, rig.spec()), meta()));

        assertThat(next).isInstanceOf(Admitted.All.class);
    }

    @Test
    void aNameIsHeldByOneLiveRunnerOfAProject() {
        var project = rig.project("alpha");
        var holder = rig.runner(project, rig.spec(rig.freshId(), Optional.of("reviewer")), Rig.T0);
        var second = rig.spec(rig.freshId(), Optional.of("reviewer"));

        var refused =
                await(rig.stores.runners().admit(admission(project, rig.spec(), second), meta()));

        assertThat(refused).isEqualTo(new Admitted.NameTaken("reviewer", holder.id()));
        assertThat(rig.eventTypes()).containsExactly("project.created", "runner.starting");
        var elsewhere = rig.project("beta");
        assertThat(await(rig.stores.runners().admit(admission(elsewhere, second), meta())))
                .isInstanceOf(Admitted.All.class);
    }

    @Test
    void twoOfOneAdmissionCannotShareAName() {
        var project = rig.project("alpha");
        var first = rig.spec(rig.freshId(), Optional.of("reviewer"));
        var second = rig.spec(rig.freshId(), Optional.of("reviewer"));

        assertThat(await(rig.stores.runners().admit(admission(project, first, second), meta())))
                .isEqualTo(new Admitted.NameTaken("reviewer", first.id()));
    }

    @Test
    void theNameOfAnEndedRunnerIsFree() {
        var project = rig.project("alpha");
        var row = rig.runner(project, rig.spec(rig.freshId(), Optional.of("reviewer")), Rig.T0);
        await(
                rig.stores
                        .runners()
                        .save(Rows.ended(row, new ExitStatus.Code(1), Rig.T0), meta(), false));

        var again = rig.spec(rig.freshId(), Optional.of("reviewer"));

        assertThat(await(rig.stores.runners().admit(admission(project, again), meta())))
                .isInstanceOf(Admitted.All.class);
    }

    @Test
    void aProjectThatIsNotThereIsGone() {
        rig.project("alpha");
        var wish = new Admission(new ProjectKey(4711), Rig.NODE, List.of(rig.spec()), 5, Rig.T0);

        assertThat(await(rig.stores.runners().admit(wish, meta())))
                .isEqualTo(new Admitted.ProjectGone());
    }

    @Test
    void aRepeatedCommandIsAnsweredWithItsRunnersAsTheyAreNow() {
        var project = rig.project("alpha");
        var command = meta();
        var wish = admission(project, rig.spec(), rig.spec());
        var rows = ((Admitted.All) await(rig.stores.runners().admit(wish, command))).rows();
        var started = Rows.started(rows.getFirst(), Rig.T0.plusSeconds(1));
        await(rig.stores.runners().save(started, meta(), false));

        var again = await(rig.stores.runners().admit(wish, command));

        assertThat(again).isEqualTo(new Admitted.Already(List.of(started.after(), rows.get(1))));
        assertThat(rig.eventTypes().stream().filter("runner.starting"::equals)).hasSize(2);
    }

    @Test
    void theSameCommandTenTimesAtOnceAdmitsOnce() {
        var project = rig.project("alpha");
        var command = meta();
        var wish = admission(project, rig.spec());
        var futures =
                IntStream.range(0, 10)
                        .mapToObj(_ -> rig.stores.runners().admit(wish, command))
                        .toList();

        var results = futures.stream().map(Rig::await).toList();

        assertThat(results.stream().filter(Admitted.All.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Admitted.Already.class::isInstance)).hasSize(9);
    }

    @Test
    void theSameCommandIdWithAnotherBodyIsRefused() {
        var project = rig.project("alpha");
        var id = UUID.randomUUID();
        await(rig.stores.runners().admit(admission(project, rig.spec()), meta(id, "one")));

        var refused =
                await(rig.stores.runners().admit(admission(project, rig.spec()), meta(id, "two")));

        assertThat(refused).isEqualTo(new Admitted.OtherCommand());
    }

    @Test
    void aDisplacedDaemonAdmitsNothing() {
        var project = rig.project("alpha");
        await(rig.anotherDaemon().nodes().begin(Rig.NODE, "host-1", "0.2"));

        assertThatThrownBy(() ->
                        await(rig.stores.runners().admit(admission(project, rig.spec()), meta())))
                .isInstanceOf(LeaseLost.class);
        assertThat(rig.eventTypes()).containsExactly("project.created");
    }
}
