package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerStore.Filter;
import dev.stratavore.core.store.RunnerStore.Prunable;
import dev.stratavore.core.store.RunnerStore.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class RunnerLookupTest {
    private static final Filter LIVE =
            new Filter(Optional.empty(), false, Optional.empty(), Optional.empty());

    private final Rig rig;

    RunnerLookupTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWholeIdOrAnyUniqueBeginningMeansTheRunner() {
        var project = rig.project("alpha");
        var row = runner(project, "runner-abcdefghijkl", Rig.T0);
        runner(project, "runner-abczzzzzzzzz", Rig.T0);

        for (var reference :
                List.of("runner-abcdefghijkl", "abcdefghijkl", "runner-abcd", "abcd", "abcdefgh")) {
            assertThat(resolve(reference)).as(reference).isEqualTo(new Resolved.One(row));
        }
    }

    @Test
    void aProjectsNameMeansTheOneThatLivesAndElseTheFormer() {
        var former = over(runner(rig.project("alpha"), "runner-abcdefghijkl", Rig.T0));
        var named = Optional.of(new ProjectName("alpha"));
        var all = new Filter(named, true, Optional.empty(), Optional.empty());
        await(
                rig.stores
                        .projects()
                        .alter(
                                new ProjectName("alpha"),
                                new ProjectStore.Alteration.Delete(),
                                Rig.T0,
                                meta()));

        assertThat(
                        await(rig.stores.runners().list(all, new Page.Request(9, Optional.empty())))
                                .items())
                .containsExactly(former);
        assertThat(await(rig.stores.runners().resolve("abcd", named)))
                .isEqualTo(new Resolved.One(former));

        var heir = runner(rig.project("alpha"), "runner-mnopqrstuvwx", Rig.T0);
        assertThat(
                        await(rig.stores.runners().list(all, new Page.Request(9, Optional.empty())))
                                .items())
                .containsExactly(heir);
        assertThat(await(rig.stores.runners().resolve("abcd", named)))
                .isEqualTo(new Resolved.None());
        var prune =
                new Prunable(Rig.NODE, Optional.empty(), named, Optional.empty(), Optional.empty());
        assertThat(await(rig.stores.runners().prune(prune, 9))).isEmpty();
        var everywhere = new Filter(Optional.empty(), true, Optional.empty(), Optional.empty());
        assertThat(
                        await(
                                        rig.stores
                                                .runners()
                                                .list(
                                                        everywhere,
                                                        new Page.Request(9, Optional.empty())))
                                .items())
                .containsExactlyInAnyOrder(former, heir);
    }

    private RunnerRow over(RunnerRow row) {
        var end = Rows.ended(row, new ExitStatus.Code(0), Rig.T0);
        await(rig.stores.runners().save(end, meta(), false));
        return end.after();
    }

    @Test
    void whatNamesNothingIsNone() {
        runner(rig.project("alpha"), "runner-abcdefghijkl", Rig.T0);

        for (var reference :
                List.of(
                        "runner-abcdefghijkm",
                        "runner-",
                        "runn",
                        "abc",
                        "runner-abc",
                        "bcde",
                        "ABCD",
                        "abc%",
                        "abc_",
                        "",
                        "abcdefghijklm")) {
            assertThat(resolve(reference)).as(reference).isEqualTo(new Resolved.None());
        }
    }

    @Test
    void anAmbiguousBeginningHasItsCandidates() {
        var project = rig.project("alpha");
        runner(project, "runner-abcdzzzzzzzz", Rig.T0);
        runner(project, "runner-abcdaaaaaaaa", Rig.T0.plusSeconds(1));

        assertThat(resolve("abcd"))
                .isEqualTo(
                        new Resolved.Several(
                                List.of(
                                        new RunnerId("runner-abcdaaaaaaaa"),
                                        new RunnerId("runner-abcdzzzzzzzz"))));
    }

    @Test
    void aNameMeansTheLiveRunnerElseTheLatest() {
        var project = rig.project("alpha");
        var oldest = end(named(project, "reviewer", Rig.T0));
        var latest = end(named(project, "reviewer", Rig.T0.plusSeconds(1)));
        assertThat(resolve("reviewer")).isEqualTo(new Resolved.One(latest));
        assertThat(oldest.id()).isNotEqualTo(latest.id());

        var live = named(project, "reviewer", Rig.T0.minusSeconds(1));

        assertThat(resolve("reviewer")).isEqualTo(new Resolved.One(live));
    }

    @Test
    void aNameInSeveralProjectsIsAmbiguousUntilOneIsNamed() {
        var inAlpha = named(rig.project("alpha"), "reviewer", Rig.T0);
        var inBeta = named(rig.project("beta"), "reviewer", Rig.T0);

        assertThat(resolve("reviewer"))
                .isEqualTo(
                        new Resolved.Several(
                                List.of(inAlpha.id(), inBeta.id()).stream().sorted().toList()));
        assertThat(
                        await(
                                rig.stores
                                        .runners()
                                        .resolve("reviewer", Optional.of(new ProjectName("beta")))))
                .isEqualTo(new Resolved.One(inBeta));
        assertThat(
                        await(
                                rig.stores
                                        .runners()
                                        .resolve(
                                                inAlpha.id().value(),
                                                Optional.of(new ProjectName("beta")))))
                .isEqualTo(new Resolved.None());
    }

    @Test
    void aNameGoesBeforeABeginning() {
        var project = rig.project("alpha");
        runner(project, "runner-abcdefghijkl", Rig.T0);
        var named = named(project, "abcd", Rig.T0);

        assertThat(resolve("abcd")).isEqualTo(new Resolved.One(named));
    }

    @Test
    void pagesAreInTheOrderOfCreation() {
        var project = rig.project("alpha", OptionalInt.of(100));
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            // Pairs of one moment are told apart by their ids.
            var id = "runner-" + "abcdefg".charAt(i) + "aaaaaaaaaaa";
            runner(project, id, Rig.T0.plusSeconds(i / 2));
            expected.add(id);
        }

        var seen = new ArrayList<String>();
        var next = Optional.<String>empty();
        do {
            var page = await(rig.stores.runners().list(LIVE, new Page.Request(3, next)));
            page.items().forEach(r -> seen.add(r.id().value()));
            next = page.next();
            // What comes meanwhile is newer, and does not shift what is to be seen.
            if (seen.size() == 3) {
                runner(project, "runner-7aaaaaaaaaaa", Rig.T0.plusSeconds(60));
                expected.add("runner-7aaaaaaaaaaa");
            }
        } while (next.isPresent());

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void pagesBeginWithTheNewestWhereThatIsAskedFor() {
        var project = rig.project("alpha", OptionalInt.of(100));
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            var id = "runner-" + "abcdefg".charAt(i) + "aaaaaaaaaaa";
            runner(project, id, Rig.T0.plusSeconds(i / 2));
            expected.addFirst(id);
        }
        var newest = new Filter(Optional.empty(), false, Optional.empty(), Optional.empty(), true);

        var seen = new ArrayList<String>();
        var next = Optional.<String>empty();
        do {
            var page = await(rig.stores.runners().list(newest, new Page.Request(3, next)));
            page.items().forEach(r -> seen.add(r.id().value()));
            if (next.isEmpty()) {
                var token = page.next();
                assertThatThrownBy(() ->
                                await(rig.stores.runners().list(LIVE, new Page.Request(3, token))))
                        .isInstanceOf(InvalidToken.class);
            }
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aForeignTokenIsRefused() {
        for (var token :
                List.of(
                        "%%%",
                        OpaqueToken.of("runners", "x", "y"), OpaqueToken.of("projects", "a"))) {
            assertThatThrownBy(() ->
                            await(
                                    rig.stores
                                            .runners()
                                            .list(LIVE, new Page.Request(2, Optional.of(token)))))
                    .as(token)
                    .isInstanceOf(InvalidToken.class);
        }
    }

    @Test
    void aListingShowsWhatItsFilterNames() {
        var alpha = rig.project("alpha");
        var beta = rig.project("beta");
        var live = rig.runner(alpha, rig.spec(), Rig.T0);
        var ended = end(rig.runner(alpha, rig.spec(), Rig.T0.plusSeconds(1)));
        var elsewhere = rig.runner(beta, rig.spec(), Rig.T0.plusSeconds(2));

        assertThat(list(LIVE)).containsExactly(live, elsewhere);
        assertThat(list(new Filter(Optional.empty(), true, Optional.empty(), Optional.empty())))
                .containsExactly(live, ended, elsewhere);
        assertThat(
                        list(
                                new Filter(
                                        Optional.of(alpha.name()),
                                        false,
                                        Optional.empty(),
                                        Optional.empty())))
                .containsExactly(live);
        assertThat(
                        list(
                                new Filter(
                                        Optional.empty(),
                                        false,
                                        Optional.of(RunnerStatus.TERMINATED),
                                        Optional.of("shell"))))
                .containsExactly(ended);
        assertThat(
                        list(
                                new Filter(
                                        Optional.empty(),
                                        true,
                                        Optional.empty(),
                                        Optional.of("claude"))))
                .isEmpty();
    }

    @Test
    void theLiveRunnersOfANodeAndTheirNumbers() {
        var alpha = rig.project("alpha");
        var second = rig.runner(alpha, rig.spec(), Rig.T0.plusSeconds(1));
        var first = rig.runner(alpha, rig.spec(), Rig.T0);
        end(rig.runner(alpha, rig.spec(), Rig.T0));

        assertThat(await(rig.stores.runners().liveOn(Rig.NODE))).containsExactly(first, second);
        assertThat(await(rig.stores.runners().liveOn(new NodeId(new UUID(9, 9))))).isEmpty();
        assertThat(await(rig.stores.runners().countByStatus()))
                .isEqualTo(Map.of(RunnerStatus.STARTING, 2, RunnerStatus.TERMINATED, 1));
    }

    private List<RunnerRow> list(Filter filter) {
        return await(rig.stores.runners().list(filter, new Page.Request(10, Optional.empty())))
                .items();
    }

    private Resolved resolve(String reference) {
        return await(rig.stores.runners().resolve(reference, Optional.empty()));
    }

    @Test
    void whatEndedLongAgoIsPrunedAndItsEventsStay() {
        var project = rig.project("alpha");
        var ended = end(runner(project, "runner-aaaaaaaaaaaa", Rig.T0));
        var live = runner(project, "runner-bbbbbbbbbbbb", Rig.T0);
        int events = rig.events().size();
        var runners = rig.stores.runners();

        assertThat(await(runners.prune(Prunable.before(Rig.NODE, Rig.T0.plusSeconds(30)), 10)))
                .isEmpty();
        assertThat(
                        await(
                                runners.prune(
                                        Prunable.before(
                                                new NodeId(new UUID(9, 9)), Rig.T0.plusSeconds(31)),
                                        10)))
                .isEmpty();
        assertThat(await(runners.prune(Prunable.before(Rig.NODE, Rig.T0.plusSeconds(31)), 10)))
                .containsExactly(ended.id());

        assertThat(await(runners.find(ended.id()))).isEmpty();
        assertThat(await(runners.find(live.id()))).contains(live);
        assertThat(rig.events()).hasSize(events);
    }

    private RunnerRow runner(ProjectRow project, String id, Instant at) {
        return rig.runner(project, rig.spec(new RunnerId(id), Optional.empty()), at);
    }

    private RunnerRow named(ProjectRow project, String name, Instant at) {
        return rig.runner(project, rig.spec(rig.freshId(), Optional.of(name)), at);
    }

    private RunnerRow end(RunnerRow row) {
        var change = Rows.ended(row, new ExitStatus.Code(0), Rig.T0.plusSeconds(30));
        await(rig.stores.runners().save(change, meta(), false));
        return change.after();
    }
}
