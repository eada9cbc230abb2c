package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import dev.stratavore.core.store.RunnerStore.Change;
import dev.stratavore.core.store.RunnerStore.Readmission;
import dev.stratavore.core.store.RunnerStore.Saved;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** All projects of a node share its places. */
@ParameterizedClass
@EnumSource
final class NodeLimitTest {
    private static final int LIMIT = 4;
    private static final PlaceLimits LIMITS = new PlaceLimits(10, OptionalInt.of(LIMIT));

    private final Rig rig;

    NodeLimitTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Future<Admitted> admit(ProjectRow project, NodeId node) {
        var wish = new Admission(project.key(), node, List.of(rig.spec()), LIMITS, Rig.T0);
        return rig.stores.runners().admit(wish, meta());
    }

    @Test
    void projectsAtOnceFillTheNodeAndNoMore() {
        var projects = List.of(rig.project("alpha"), rig.project("beta"), rig.project("gamma"));
        var futures = new ArrayList<Future<Admitted>>();
        for (int i = 0; i < 30; i++) {
            futures.add(admit(projects.get(i % projects.size()), Rig.NODE));
        }

        var results = futures.stream().map(Rig::await).toList();

        assertThat(results.stream().filter(Admitted.All.class::isInstance)).hasSize(LIMIT);
        assertThat(results.stream().filter(new Admitted.NodeFull(LIMIT, LIMIT)::equals))
                .hasSize(30 - LIMIT);
        assertThat(await(rig.stores.runners().liveOn(Rig.NODE))).hasSize(LIMIT);
    }

    @Test
    void anotherNodeHasPlacesOfItsOwn() {
        var project = rig.project("alpha");
        for (int i = 0; i < LIMIT; i++) {
            await(admit(project, Rig.NODE));
        }
        var other = new NodeId(new UUID(2, 2));
        await(rig.stores.nodes().begin(other, "host-2", "0.1"));

        assertThat(await(admit(project, other))).isInstanceOf(Admitted.All.class);
        assertThat(await(admit(project, Rig.NODE))).isInstanceOf(Admitted.NodeFull.class);
    }

    @Test
    void theProjectsOwnLimitIsSaidFirst() {
        var project = rig.project("alpha", OptionalInt.of(LIMIT));
        for (int i = 0; i < LIMIT; i++) {
            await(admit(project, Rig.NODE));
        }

        assertThat(await(admit(project, Rig.NODE)))
                .isEqualTo(new Admitted.QuotaReached(LIMIT, LIMIT));
    }

    @Test
    void anEndedRunnerFindsNoPlaceOnAFullNode() {
        var project = rig.project("alpha");
        var row = rig.runner(project);
        var end = Rows.ended(row, new ExitStatus.Code(0), Rig.T0);
        await(rig.stores.runners().save(end, meta(), false));
        for (int i = 0; i < LIMIT; i++) {
            await(admit(rig.project("other-" + i), Rig.NODE));
        }
        var ended = await(rig.stores.runners().find(row.id())).orElseThrow();

        var saved = await(rig.stores.runners().save(again(ended), meta(), true));

        assertThat(saved).isEqualTo(new Saved.NodeFull(LIMIT, LIMIT));
        assertThat(await(rig.stores.runners().find(row.id()))).contains(ended);
    }

    private Change again(RunnerRow row) {
        long fence = await(rig.stores.runners().nextFence());
        var attempt =
                new RunnerRow.Attempt(
                        2,
                        fence,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var event = new RunnerEvent.Restarted(2, fence, 0);
        return new Change(
                row,
                Rows.with(row, RunnerStatus.STARTING, attempt),
                List.of(event),
                Rig.T0,
                Optional.of(new Readmission(LIMITS, rig.spec(row.id(), Optional.empty()))));
    }
}
