package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static dev.stratavore.core.store.Rig.newProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectStore.Alteration;
import dev.stratavore.core.store.ProjectStore.Altered;
import dev.stratavore.core.store.ProjectStore.Created;
import dev.stratavore.core.store.ProjectStore.NewProject;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
final class ProjectStoreTest {
    private final Rig rig;

    ProjectStoreTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNewProjectIsFoundByNameAndKey() {
        var row = rig.project("alpha", OptionalInt.of(7));

        assertThat(row.name()).isEqualTo(new ProjectName("alpha"));
        assertThat(row.path()).isEqualTo("/src/alpha");
        assertThat(row.description()).isEqualTo("what alpha is");
        assertThat(row.maxRunners()).isEqualTo(OptionalInt.of(7));
        assertThat(row.owner().value()).isEqualTo("uid:1000");
        assertThat(row.createdAt()).isEqualTo(Rig.T0);
        assertThat(row.archived()).isFalse();
        assertThat(row.liveRunners()).isZero();
        assertThat(await(rig.stores.projects().find(row.name()))).contains(row);
        assertThat(await(rig.stores.projects().find(row.key()))).contains(row);
        assertThat(await(rig.stores.projects().find(new ProjectName("beta")))).isEmpty();
        assertThat(await(rig.stores.projects().find(new ProjectKey(row.key().value() + 1))))
                .isEmpty();
    }

    @Test
    void aCreationHasItsEvent() {
        var command = meta();
        await(
                rig.stores
                        .projects()
                        .create(newProject("alpha", "/src/alpha", OptionalInt.empty()), command));

        var event = rig.events().getFirst();

        assertThat(rig.eventTypes()).containsExactly("project.created");
        assertThat(event.aggregateType()).isEqualTo("project");
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.occurredAt()).isEqualTo(Rig.T0);
        assertThat(event.principal()).isEqualTo("uid:1000");
        assertThat(event.commandId()).contains(command.commandId());
        assertThat(event.traceId()).isEqualTo("trace-1");
        assertThat(event.data().getString("project")).isEqualTo("alpha");
        assertThat(event.data().getString("path")).isEqualTo("/src/alpha");
    }

    @Test
    void aTakenNameIsRefusedAndLeavesNothing() {
        var holder = rig.project("alpha");
        var command = meta();

        var refused =
                await(
                        rig.stores
                                .projects()
                                .create(newProject("alpha", "/x", OptionalInt.empty()), command));

        assertThat(refused).isEqualTo(new Created.NameTaken(holder));
        assertThat(rig.eventTypes()).hasSize(1);
        // Nor is the command used up: it may be sent again once the name is free.
        assertThat(
                        await(
                                rig.stores
                                        .projects()
                                        .create(
                                                newProject("beta", "/x", OptionalInt.empty()),
                                                command)))
                .isInstanceOf(Created.Done.class);
    }

    private Altered alter(String name, Alteration what, CommandMeta command) {
        return await(rig.stores.projects().alter(new ProjectName(name), what, Rig.T0, command));
    }

    @Test
    void aProjectKeepsItsPolicyOfRestartsUntilItGetsAnother() {
        var draft = newProject("alpha", "/x", OptionalInt.empty());
        var policed =
                new NewProject(
                        draft.name(),
                        draft.path(),
                        draft.description(),
                        draft.agent(),
                        draft.limits(),
                        Optional.of(new RestartPolicy(3)),
                        draft.at());
        var created = (Created.Done) await(rig.stores.projects().create(policed, meta()));
        assertThat(created.row().restart()).contains(new RestartPolicy(3));

        var describe =
                new Alteration.Edit(none(), Optional.of("text"), none(), OptionalInt.empty());
        assertThat(((Altered.Done) alter("alpha", describe, meta())).row().restart())
                .contains(new RestartPolicy(3));
        var never =
                new Alteration.Edit(
                        none(),
                        none(),
                        none(),
                        OptionalInt.empty(),
                        Optional.of(RestartPolicy.NEVER));
        var done = (Altered.Done) alter("alpha", never, meta());

        assertThat(done.row().restart()).contains(RestartPolicy.NEVER);
        assertThat(await(rig.stores.projects().find(done.row().key()))).contains(done.row());
        assertThat(rig.events().getFirst().data().getInteger("max_restarts")).isEqualTo(3);
        assertThat(rig.events().getLast().data().getInteger("max_restarts")).isZero();
    }

    @Test
    void anEditChangesWhatItNamesAndHasItsEvent() {
        var before = rig.project("alpha", OptionalInt.of(7));
        rig.project("beta");
        var limit = new Alteration.Edit(none(), none(), none(), OptionalInt.of(3));
        var move =
                new Alteration.Edit(
                        Optional.of("/src/beta"),
                        Optional.of(""),
                        Optional.of("shell"),
                        OptionalInt.empty());
        var command = meta();

        alter("alpha", limit, meta());
        var done = (Altered.Done) alter("alpha", move, command);

        assertThat(done.sharing()).containsExactly(new ProjectName("beta"));
        assertThat(done.row().path()).isEqualTo("/src/beta");
        assertThat(done.row().description()).isEmpty();
        assertThat(done.row().agent()).contains("shell");
        assertThat(done.row().maxRunners()).isEqualTo(OptionalInt.of(3));
        assertThat(done.row().createdAt()).isEqualTo(before.createdAt());
        assertThat(await(rig.stores.projects().find(before.key()))).contains(done.row());
        assertThat(await(rig.stores.projects().quotas(List.of(before.key()))))
                .containsEntry(before.key(), Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 3L));
        assertThat(alter("alpha", move, command)).isEqualTo(done);
        assertThat(alter("alpha", new Alteration.Delete(), command))
                .isEqualTo(new Altered.OtherCommand());
        var events = rig.events().stream().filter(e -> e.type().equals("project.updated")).toList();
        assertThat(events).extracting(EventStore.Stored::seq).containsExactly(2L, 3L);
        assertThat(events.getLast().data().getString("path")).isEqualTo("/src/beta");
    }

    @Test
    void anEditBelowWhatLivesIsRefusedAndChangesNothing() {
        var project = rig.project("alpha", OptionalInt.of(7));
        rig.runner(project);
        rig.runner(project);
        var limit = new Alteration.Edit(none(), Optional.of("new"), none(), OptionalInt.of(1));

        assertThat(alter("alpha", limit, meta())).isEqualTo(new Altered.BelowUse(1, 2));

        var row = await(rig.stores.projects().find(project.key())).orElseThrow();
        assertThat(row.maxRunners()).isEqualTo(OptionalInt.of(7));
        assertThat(row.description()).isEqualTo(project.description());
        assertThat(rig.eventTypes()).doesNotContain("project.updated");
        var god = meta();
        var asGod =
                new CommandMeta(
                        god.commandId(), god.digest(), god.principal(), god.traceId(), true);
        assertThat(alter("alpha", limit, asGod)).isInstanceOf(Altered.Done.class);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    @Test
    void aDeletionFreesTheNameAndKeepsTheHistory() {
        var project = rig.project("alpha", OptionalInt.of(7));
        var runner = rig.runner(project);
        var delete = new Alteration.Delete();
        var command = meta();

        assertThat(alter("alpha", delete, meta())).isEqualTo(new Altered.Live(1));
        var ended = Rows.ended(runner, new ExitStatus.Code(0), Rig.T0);
        await(rig.stores.runners().save(ended, meta(), false));
        var done = alter("alpha", delete, command);

        assertThat(done).isInstanceOf(Altered.Done.class);
        assertThat(alter("alpha", delete, command)).isEqualTo(done);
        assertThat(alter("alpha", delete, meta())).isEqualTo(new Altered.NotFound());
        assertThat(await(rig.stores.projects().find(project.key()))).isEmpty();
        assertThat(await(rig.stores.runners().find(runner.id())))
                .hasValueSatisfying(row -> assertThat(row.projectName()).isEqualTo(project.name()));
        var another = rig.project("alpha");
        assertThat(another.key()).isNotEqualTo(project.key());
        assertThat(another.maxRunners()).isEmpty();
        assertThat(rig.eventTypes()).contains("project.deleted");
    }

    @Test
    void nothingIsLaunchedInADeletedProject() {
        var project = rig.project("alpha");
        alter("alpha", new Alteration.Delete(), meta());
        assertThat(await(rig.stores.runners().admit(Rig.admission(project, rig.spec()), meta())))
                .isEqualTo(new RunnerStore.Admitted.ProjectGone());
    }

    @Test
    void oneOfManyAtOnceGetsTheName() {
        var futures = new ArrayList<Future<Created>>();
        for (int i = 0; i < 20; i++) {
            futures.add(
                    rig.stores
                            .projects()
                            .create(newProject("alpha", "/" + i, OptionalInt.empty()), meta()));
        }

        var results = futures.stream().map(Rig::await).toList();

        assertThat(results.stream().filter(Created.Done.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Created.NameTaken.class::isInstance)).hasSize(19);
        assertThat(rig.eventTypes()).hasSize(1);
    }

    @Test
    void aRepeatedCommandAnswersAlike() {
        var command = meta();
        var project = newProject("alpha", "/src/alpha", OptionalInt.of(2));
        var first = await(rig.stores.projects().create(project, command));

        var again = await(rig.stores.projects().create(project, command));

        assertThat(again).isEqualTo(first);
        assertThat(rig.eventTypes()).hasSize(1);
    }

    @Test
    void theSameCommandManyTimesAtOnceIsCarriedOutOnce() {
        var command = meta();
        var project = newProject("alpha", "/src/alpha", OptionalInt.of(2));
        var futures =
                IntStream.range(0, 10)
                        .mapToObj(_ -> rig.stores.projects().create(project, command))
                        .toList();

        var results = futures.stream().map(Rig::await).distinct().toList();

        assertThat(results).hasSize(1);
        assertThat(results.getFirst()).isInstanceOf(Created.Done.class);
        assertThat(rig.eventTypes()).hasSize(1);
    }

    @Test
    void theSameCommandIdWithAnotherBodyIsRefused() {
        var id = UUID.randomUUID();
        var project = newProject("alpha", "/src/alpha", OptionalInt.empty());
        await(rig.stores.projects().create(project, meta(id, "one")));

        var refused = await(rig.stores.projects().create(project, meta(id, "other")));

        assertThat(refused).isEqualTo(new Created.OtherCommand());
    }

    @Test
    void projectsThatShareADirectoryAreNamed() {
        for (var name : List.of("zeta", "alpha")) {
            await(
                    rig.stores
                            .projects()
                            .create(newProject(name, "/shared", OptionalInt.empty()), meta()));
        }
        await(
                rig.stores
                        .projects()
                        .create(newProject("alone", "/alone", OptionalInt.empty()), meta()));

        var created =
                await(
                        rig.stores
                                .projects()
                                .create(
                                        newProject("mine", "/shared", OptionalInt.empty()),
                                        meta()));

        assertThat(((Created.Done) created).sharing())
                .containsExactly(new ProjectName("alpha"), new ProjectName("zeta"));
    }

    @Test
    void pagesFollowOneAnotherByName() {
        // The order is by code point, whatever the server's locale.
        for (var name : List.of("b-a", "a.b", "ba", "a", "a_b", "a-b", "0z")) {
            rig.project(name);
        }

        var seen = new ArrayList<String>();
        var next = Optional.<String>empty();
        do {
            var page =
                    await(rig.stores.projects().list(Optional.empty(), new Page.Request(3, next)));
            page.items().forEach(p -> seen.add(p.name().value()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).containsExactly("0z", "a", "a-b", "a.b", "a_b", "b-a", "ba");
    }

    @Test
    void aFullLastPageHasNoNext() {
        rig.project("alpha");
        rig.project("beta");

        var page =
                await(
                        rig.stores
                                .projects()
                                .list(Optional.empty(), new Page.Request(2, Optional.empty())));

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aForeignTokenIsRefused() {
        for (var token : List.of("%%%", "", "aGVsbG8", OpaqueToken.of("runners", "1", "2"))) {
            assertThatThrownBy(() ->
                            await(
                                    rig.stores
                                            .projects()
                                            .list(
                                                    Optional.empty(),
                                                    new Page.Request(2, Optional.of(token)))))
                    .isInstanceOf(InvalidToken.class);
        }
    }

    @Test
    void activeOnesHaveLiveRunners() {
        var busy = rig.project("busy");
        rig.project("calm");
        rig.runner(busy);

        assertThat(names("active")).containsExactly("busy");
        assertThat(names("idle")).containsExactly("calm");
        assertThat(names("archived")).isEmpty();
        assertThat(await(rig.stores.projects().find(busy.key())).orElseThrow().liveRunners())
                .isEqualTo(1);
    }

    private List<String> names(String status) {
        var page = new Page.Request(10, Optional.empty());
        return await(rig.stores.projects().list(Optional.of(status), page)).items().stream()
                .map(p -> p.name().value())
                .toList();
    }
}
