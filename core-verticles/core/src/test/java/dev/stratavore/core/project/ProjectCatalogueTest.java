package dev.stratavore.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectCatalogueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** Stores in a list, or answers as told. */
    private static final class Shelf implements ProjectStore {
        final List<ProjectRow> rows = new ArrayList<>();
        final List<Alteration> alterations = new ArrayList<>();
        boolean down;
        int calls;
        final Promise<Void> reached = Promise.promise();
        @Nullable Promise<Created> firstAnswer;

        @Override
        public synchronized Future<Created> create(NewProject project, CommandMeta meta) {
            calls++;
            reached.tryComplete();
            var answer = firstAnswer;
            if (answer != null) {
                firstAnswer = null;
                return answer.future();
            }
            if (down) {
                return Future.failedFuture(new StoreUnavailable("down", new RuntimeException()));
            }
            for (var row : rows) {
                if (row.name().equals(project.name())) {
                    return Future.succeededFuture(new Created.NameTaken(row));
                }
            }
            var sharing =
                    rows.stream()
                            .filter(row -> row.path().equals(project.path()))
                            .map(ProjectRow::name)
                            .toList();
            var row =
                    new ProjectRow(
                            new ProjectKey(rows.size() + 1),
                            project.name(),
                            project.path(),
                            project.description(),
                            project.agent(),
                            project.maxRunners(),
                            meta.principal(),
                            false,
                            project.at(),
                            0);
            rows.add(row);
            return Future.succeededFuture(new Created.Done(row, sharing));
        }

        @Override
        public Future<Altered> alter(
                ProjectName name, Alteration what, Instant at, CommandMeta meta) {
            alterations.add(what);
            return Future.succeededFuture(
                    rows.isEmpty()
                            ? new Altered.NotFound()
                            : what instanceof Alteration.Delete
                                    ? new Altered.Live(2)
                                    : lowers(what)
                                            ? new Altered.BelowUse(1, 2)
                                            : new Altered.Done(rows.getFirst(), List.of()));
        }

        private static boolean lowers(Alteration what) {
            return what instanceof Alteration.Edit edit
                    && edit.maxRunners().equals(OptionalInt.of(1));
        }

        @Override
        public Future<Optional<ProjectRow>> find(ProjectName name) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Optional<ProjectRow>> find(ProjectKey key) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
            return Future.succeededFuture(new Page<>(rows, Optional.empty()));
        }

        @Override
        public Future<Map<ProjectKey, Map<QuotaName, Long>>> quotas(List<ProjectKey> projects) {
            return Future.succeededFuture(Map.of());
        }

        @Override
        public Future<QuotaSet> setQuota(QuotaChange change, CommandMeta meta) {
            throw new UnsupportedOperationException("a catalogue sets no quotas");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Shelf shelf = new Shelf();
    private final Catalogue catalogue =
            new ProjectCatalogue(vertx, shelf, InstantSource.fixed(NOON));

    @TempDir private Path temporary = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void findHome() throws IOException {
        home = temporary.toRealPath();
    }

    @AfterEach
    void close() {
        var _ = result(vertx.close().map(true));
    }

    @Test
    void aProjectHasTheRealPathOfItsDirectory() throws IOException {
        var real = Files.createDirectory(home.resolve("real"));
        var link = Files.createSymbolicLink(home.resolve("link"), real);
        assertThat(create("site", link, false))
                .isInstanceOfSatisfying(
                        Catalogue.Outcome.Done.class,
                        created -> {
                            assertThat(created.row().path()).isEqualTo(real.toString());
                            assertThat(created.row().createdAt()).isEqualTo(NOON);
                            assertThat(created.sharing()).isEmpty();
                        });
    }

    @Test
    void aChangedDirectoryIsARealOneThatIsThere() throws IOException {
        create("site", home, false);
        var link = Files.createSymbolicLink(home.resolve("link"), home);
        assertThat(edit("site", link)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(shelf.alterations)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProjectStore.Alteration.Edit.class,
                        edit -> assertThat(edit.path()).contains(home.toString()));
        assertThat(edit("site", home.resolve("nowhere")))
                .isInstanceOfSatisfying(
                        Catalogue.Outcome.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
        assertThat(shelf.alterations).hasSize(1);
    }

    @Test
    void aLimitBelowWhatLivesSaysWhatToDo() {
        create("site", home, false);
        var edit =
                new Catalogue.Edit(
                        "site",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(1),
                        Optional.empty());
        assertThat(result(catalogue.edit(edit, meta())))
                .isEqualTo(
                        new Catalogue.Outcome.Refused(
                                RefusalKind.CONFLICT,
                                "2 runners of site are live, more than a"
                                        + " max_concurrent_runners of 1",
                                "end some first; 'stratavore runners --project site' lists"
                                        + " them"));
    }

    @Test
    void aDeletionThatCannotBeSaysWhatToDo() {
        assertThat(result(catalogue.delete("site", meta())))
                .isInstanceOfSatisfying(
                        Catalogue.Outcome.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
        create("site", home, false);
        assertThat(result(catalogue.delete("site", meta())))
                .isInstanceOfSatisfying(
                        Catalogue.Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.kind()).isEqualTo(RefusalKind.CONFLICT);
                            assertThat(refused.hint()).contains("kill --project site");
                        });
    }

    private Catalogue.Outcome edit(String name, Path path) {
        return result(
                catalogue.edit(
                        new Catalogue.Edit(
                                name,
                                Optional.of(path.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.empty()),
                        meta()));
    }

    @Test
    void severalProjectsMayShareADirectoryAndSaySo() {
        assertThat(create("a", home, false)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(create("b", home, false)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(create("c", home, false))
                .isInstanceOfSatisfying(
                        Catalogue.Outcome.Done.class,
                        created ->
                                assertThat(created.sharing())
                                        .extracting(ProjectName::value)
                                        .containsExactly("a", "b"));
    }

    @Test
    void aMissingDirectoryIsMadeOnlyWhenAskedFor() {
        var wanted = home.resolve("deep/er");
        assertThat(refusal(create("site", wanted, false)).reason())
                .contains("there is no directory");
        assertThat(wanted).doesNotExist();
        assertThat(create("site", wanted, true)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(wanted).isDirectory();
    }

    @Test
    void aDirectoryMadeForAProjectThatIsRefusedIsTakenBack() {
        assertThat(create("site", home, false)).isInstanceOf(Catalogue.Outcome.Done.class);
        var refused = refusal(create("site", home.resolve("deep/er"), true));
        assertThat(refused.kind()).isEqualTo(RefusalKind.CONFLICT);
        assertThat(refused.reason()).contains("'site' exists already").contains(home.toString());
        assertThat(home.resolve("deep")).doesNotExist();
    }

    @Test
    void aDirectoryMadeWhileTheStoreIsDownIsTakenBack() {
        shelf.down = true;
        var creation =
                catalogue.create(draft("site", home.resolve("deep/er").toString(), true), meta());
        assertThat(failure(creation)).isInstanceOf(StoreUnavailable.class);
        assertThat(home.resolve("deep")).doesNotExist();
    }

    @Test
    void whatSomebodyPutIntoADirectoryIsNotTakenBack() throws IOException {
        Files.createDirectory(home.resolve("deep"));
        Files.writeString(home.resolve("deep/kept"), "x");
        shelf.down = true;
        var creation =
                catalogue.create(draft("site", home.resolve("deep/er").toString(), true), meta());
        assertThat(failure(creation)).isInstanceOf(StoreUnavailable.class);
        assertThat(home.resolve("deep/kept")).exists();
        assertThat(home.resolve("deep/er")).doesNotExist();
    }

    @Test
    void aCreationThatFailsTakesNoDirectoryFromTheNext() {
        var wanted = home.resolve("deep").toString();
        var answer = Promise.<ProjectStore.Created>promise();
        shelf.firstAnswer = answer;
        var first = catalogue.create(draft("a", wanted, true), meta());
        result(shelf.reached.future().map(true));
        var second = catalogue.create(draft("b", wanted, true), meta());
        for (int i = 0; i < 20; i++) {
            assertThat(result(vertx.executeBlocking(() -> true, false))).isTrue();
        }
        assertThat(shelf.calls).isEqualTo(1);
        answer.fail(new StoreUnavailable("down", new RuntimeException()));
        assertThat(failure(first)).isInstanceOf(StoreUnavailable.class);
        assertThat(result(second)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(home.resolve("deep")).isDirectory();
    }

    @Test
    void twoOfOneNameAtOnceLeaveTheWinnersDirectory() {
        var wanted = home.resolve("deep").toString();
        var first = catalogue.create(draft("site", wanted, true), meta());
        var second = catalogue.create(draft("site", wanted, true), meta());
        assertThat(result(first)).isInstanceOf(Catalogue.Outcome.Done.class);
        assertThat(result(second)).isInstanceOf(Catalogue.Outcome.Refused.class);
        assertThat(home.resolve("deep")).isDirectory();
    }

    @Test
    void badNamesAndPathsAreRefusedBeforeAnythingIsMade() throws IOException {
        var file = Files.writeString(home.resolve("file"), "x");
        assertThat(refusal(create("Site", home.resolve("n"), true)).reason()).contains("'site'");
        assertThat(refusal(create("runners", home.resolve("n"), true)).reason())
                .contains("command word");
        assertThat(refusal(create("site", file, false)).reason()).contains("not a directory");
        assertThat(refusal(create("site", file.resolve("sub"), true)).reason())
                .contains("cannot use");
        assertThat(
                        refusal(result(catalogue.create(draft("site", "relative", true), meta())))
                                .reason())
                .contains("not an absolute path");
        assertThat(refusal(result(catalogue.create(draft("site", "/a\0b", true), meta()))).reason())
                .contains("not a path");
        assertThat(home.resolve("n")).doesNotExist();
        assertThat(shelf.rows).isEmpty();
    }

    private Catalogue.Outcome create(String name, Path path, boolean mkdir) {
        return result(catalogue.create(draft(name, path.toString(), mkdir), meta()));
    }

    private static Catalogue.Draft draft(String name, String path, boolean mkdir) {
        return new Catalogue.Draft(
                name, path, mkdir, "", Optional.empty(), Map.of(), Optional.empty());
    }

    private static CommandMeta meta() {
        return new CommandMeta(new UUID(0, 1), "digest", new Principal("uid:1000"), "trace");
    }

    private static Catalogue.Outcome.Refused refusal(Catalogue.Outcome outcome) {
        if (outcome instanceof Catalogue.Outcome.Refused refused) {
            return refused;
        }
        throw new AssertionError(outcome + " is no refusal");
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Throwable failure(Future<?> future) {
        return result(future.transform(done -> Future.succeededFuture(done.cause())));
    }
}
