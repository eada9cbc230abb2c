package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.store.RunnerStore.Saved;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class RunnerChangeTest {
    private final Rig rig;

    RunnerChangeTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aChangeIsReadBackAsItWasWritten() {
        var row = rig.runner(rig.project("alpha"));
        var started = Rows.started(row, Rig.T0.plusMillis(5));
        assertThat(await(rig.stores.runners().save(started, meta(), false)))
                .isEqualTo(new Saved.Done());
        assertThat(await(rig.stores.runners().find(row.id()))).contains(started.after());

        var ended = Rows.ended(started.after(), new ExitStatus.Signal(9), Rig.T0.plusSeconds(9));
        assertThat(await(rig.stores.runners().save(ended, meta(), false)))
                .isEqualTo(new Saved.Done());

        assertThat(await(rig.stores.runners().find(row.id()))).contains(ended.after());
    }

    @Test
    void theEventsOfARunnerAreNumberedWithoutAGap() {
        var row = rig.runner(rig.project("alpha"));
        var started = Rows.started(row, Rig.T0.plusSeconds(1));
        var command = meta();
        await(rig.stores.runners().save(started, meta(), false));
        await(
                rig.stores
                        .runners()
                        .save(
                                Rows.ended(
                                        started.after(),
                                        new ExitStatus.Code(3),
                                        Rig.T0.plusSeconds(2)),
                                command,
                                true));

        var events = rig.events().stream().filter(e -> e.aggregateType().equals("runner")).toList();

        assertThat(events.stream().map(EventStore.Stored::type))
                .containsExactly(
                        "runner.starting", "runner.started", "runner.stopping", "runner.stopped");
        assertThat(events.stream().map(EventStore.Stored::seq)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.get(1).commandId()).isEmpty();
        assertThat(events.get(3).commandId()).contains(command.commandId());
        assertThat(events.get(3).data().getInteger("exit_code")).isEqualTo(3);
        assertThat(events.get(3).occurredAt()).isEqualTo(Rig.T0.plusSeconds(2));
    }

    @Test
    void aChangeDecidedOnAnOldVersionIsStaleAndLeavesNothing() {
        var row = rig.runner(rig.project("alpha"));
        var started = Rows.started(row, Rig.T0);
        await(rig.stores.runners().save(started, meta(), false));
        var command = meta();

        var stale =
                await(
                        rig.stores
                                .runners()
                                .save(
                                        Rows.ended(row, new ExitStatus.Code(0), Rig.T0),
                                        command,
                                        true));

        assertThat(stale).isEqualTo(new Saved.Stale(started.after()));
        assertThat(rig.eventTypes())
                .containsExactly("project.created", "runner.starting", "runner.started");
        // The command was not used up: decided anew, it is carried out.
        var anew = Rows.ended(started.after(), new ExitStatus.Code(0), Rig.T0);
        assertThat(await(rig.stores.runners().save(anew, command, true)))
                .isEqualTo(new Saved.Done());
    }

    @Test
    void oneOfManyChangesAtOnceWins() {
        var row = rig.runner(rig.project("alpha"));
        var futures =
                IntStream.range(0, 20)
                        .mapToObj(_ ->
                                rig.stores.runners().save(Rows.started(row, Rig.T0), meta(), false))
                        .toList();

        var results = futures.stream().map(Rig::await).toList();

        assertThat(results.stream().filter(Saved.Done.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Saved.Stale.class::isInstance)).hasSize(19);
        assertThat(rig.eventTypes().stream().filter("runner.started"::equals)).hasSize(1);
    }

    @Test
    void aRepeatedCommandOfAClientIsAnsweredAndNotRepeated() {
        var row = rig.runner(rig.project("alpha"));
        var command = meta();
        var started = Rows.started(row, Rig.T0);
        await(rig.stores.runners().save(started, command, true));

        var again = await(rig.stores.runners().save(started, command, true));

        assertThat(again).isEqualTo(new Saved.Already(started.after()));
        assertThat(rig.eventTypes().stream().filter("runner.started"::equals)).hasSize(1);
    }

    @Test
    void theSameCommandIdForSomethingElseIsRefused() {
        var project = rig.project("alpha");
        var row = rig.runner(project);
        var other = rig.runner(project);
        var id = UUID.randomUUID();
        await(rig.stores.runners().save(Rows.started(row, Rig.T0), meta(id, "stop"), true));

        var body = Rows.started(other, Rig.T0);

        assertThat(await(rig.stores.runners().save(body, meta(id, "kill"), true)))
                .isEqualTo(new Saved.OtherCommand());
        assertThat(
                        await(
                                rig.stores
                                        .runners()
                                        .save(Rows.started(row, Rig.T0), meta(id, "kill"), true)))
                .isEqualTo(new Saved.OtherCommand());
        // The same words for another runner are something else too.
        assertThat(await(rig.stores.runners().save(body, meta(id, "stop"), true)))
                .isEqualTo(new Saved.OtherCommand());
        assertThat(await(rig.stores.runners().find(other.id()))).contains(other);
    }

    @Test
    void aDisplacedDaemonWritesNothing() {
        var row = rig.runner(rig.project("alpha"));
        var later = rig.anotherDaemon();
        var lease = await(later.nodes().begin(Rig.NODE, "host-1", "0.2"));
        assertThat(lease.epoch()).isEqualTo(2);
        var started = Rows.started(row, Rig.T0);

        assertThatThrownBy(() -> await(rig.stores.runners().save(started, meta(), false)))
                .isInstanceOf(LeaseLost.class);

        assertThat(await(later.runners().save(started, meta(), false))).isEqualTo(new Saved.Done());
    }

    @Test
    void aNodeHasALabelAndItsEpochRises() {
        assertThat(await(rig.stores.nodes().label(Rig.NODE))).isEmpty();
        assertThat(await(rig.stores.nodes().begin(Rig.NODE, "one", "0.1")).epoch()).isEqualTo(1);
        assertThat(await(rig.stores.nodes().begin(Rig.NODE, "two", "0.1")).epoch()).isEqualTo(2);
        assertThat(await(rig.stores.nodes().label(Rig.NODE))).contains("two");
    }
}
