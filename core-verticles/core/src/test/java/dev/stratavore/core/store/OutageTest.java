package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.store.RunnerStore.Admitted;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that goes away and comes back. */
final class OutageTest {
    private static final PgStores.Limits LIMITS =
            new PgStores.Limits(4, Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static TestPostgres server;

    private Endpoint endpoint;

    /** Patient, for what is not about time. */
    private Rig rig;

    private Vertx vertx;
    private PgStores pg;

    /** The impatient stores under test. */
    private Stores stores;

    @BeforeAll
    static void start() {
        server = TestPostgres.start(TestPostgres.Version.V17);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void open() {
        endpoint = server.freshDatabase();
        rig = Rig.on(endpoint);
        vertx = Vertx.vertx();
        pg = PgStores.open(vertx, Rig.options(endpoint), LIMITS, UUID::randomUUID);
        stores = pg.stores();
    }

    @AfterEach
    void close() {
        await(pg.close());
        await(vertx.close());
        rig.close();
    }

    @Test
    @Timeout(60)
    void aStoppedDatabaseIsSaidAtOnceAndForgivenWhenItIsBack() {
        var project = rig.project("alpha");
        server.stop();
        try {
            assertThatThrownBy(() -> await(stores.projects().find(project.name())))
                    .isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() ->
                            await(
                                    stores.runners()
                                            .admit(Rig.admission(project, rig.spec()), meta())))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            server.startAgain();
        }

        assertThat(eventually(project).key()).isEqualTo(project.key());
        assertThat(await(rig.stores.runners().admit(Rig.admission(project, rig.spec()), meta())))
                .isInstanceOf(Admitted.All.class);
    }

    @Test
    @Timeout(60)
    void aDatabaseThatHangsIsGivenUpInTimeAndUsedAgainLater() throws Exception {
        var project = rig.project("alpha");
        assertThat(eventually(project).key()).isEqualTo(project.key());
        signal("STOP");
        var calls = new ArrayList<Future<Optional<ProjectRow>>>();
        try {
            // More than there are connections, so that some also wait for one.
            for (int i = 0; i < 3 * LIMITS.size(); i++) {
                calls.add(stores.projects().find(project.name()));
            }
            for (var call : calls) {
                assertThatThrownBy(() -> await(call)).isInstanceOf(StoreUnavailable.class);
            }
        } finally {
            signal("CONT");
        }

        assertThat(eventually(project).key()).isEqualTo(project.key());
    }

    @Test
    @Timeout(60)
    void aRepetitionAfterALostAnswerHappensOnce() throws Exception {
        var project = rig.project("alpha");
        var command = meta();
        var wish = Rig.admission(project, rig.spec());
        assertThat(eventually(project).key()).isEqualTo(project.key());
        signal("STOP");
        var lost = stores.runners().admit(wish, command);
        assertThatThrownBy(() -> await(lost)).isInstanceOf(StoreUnavailable.class);
        signal("CONT");
        assertThat(eventually(project).key()).isEqualTo(project.key());

        var repeated = await(rig.stores.runners().admit(wish, command));

        assertThat(repeated).isInstanceOfAny(Admitted.All.class, Admitted.Already.class);
        assertThat(await(rig.stores.runners().liveOn(Rig.NODE))).hasSize(1);
        assertThat(rig.eventTypes()).containsExactly("project.created", "runner.starting");
    }

    @Test
    @Timeout(60)
    void everyAnswerComesOnTheAskersContext() throws Exception {
        var project = rig.project("alpha");
        Supplier<Future<Optional<ProjectRow>>> find = () -> stores.projects().find(project.name());
        assertThat(eventually(project).key()).isEqualTo(project.key());
        assertThat(answeredOnOwnContext(find)).isEqualTo("answered there");
        signal("STOP");
        try {
            assertThat(answeredOnOwnContext(find)).isEqualTo("StoreUnavailable there");
        } finally {
            signal("CONT");
        }
    }

    private String answeredOnOwnContext(Supplier<Future<Optional<ProjectRow>>> call) {
        var context = vertx.getOrCreateContext();
        var seen = Promise.<String>promise();
        context.runOnContext(_ ->
                call.get()
                        .onComplete(result -> {
                            var what =
                                    result.succeeded()
                                            ? "answered"
                                            : result.cause().getClass().getSimpleName();
                            var where =
                                    context.equals(Vertx.currentContext())
                                            ? " there"
                                            : " elsewhere";
                            seen.complete(what + where);
                        }));
        return await(seen.future());
    }

    @Test
    @Timeout(60)
    void aWrongPasswordIsTheDatabasesTrouble() {
        var address = Rig.options(endpoint).setPassword("wrong");
        var locked = PgStores.open(vertx, address, LIMITS, UUID::randomUUID);
        try {
            assertThatThrownBy(() -> await(locked.stores().nodes().label(Rig.NODE)))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            await(locked.close());
        }
    }

    /** Asked until it answers: connections that hang are only then given back or given up. */
    private ProjectRow eventually(ProjectRow project) {
        while (true) {
            try {
                return await(stores.projects().find(project.name())).orElseThrow();
            } catch (StoreUnavailable e) {
                assertThat(e).hasMessageContaining("database");
            }
        }
    }

    /** To the server and all that serve its connections. */
    private static void signal(String name) throws IOException, InterruptedException {
        var kill = new ArrayList<>(List.of("kill", "-" + name, Long.toString(server.pid())));
        ProcessHandle.of(server.pid())
                .orElseThrow()
                .children()
                .forEach(child -> kill.add(Long.toString(child.pid())));
        var shell = List.of("sh", "-c", String.join(" ", kill));
        var process = new ProcessBuilder(shell).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
