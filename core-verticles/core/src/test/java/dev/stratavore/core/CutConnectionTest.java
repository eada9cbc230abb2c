package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.Timers;
import dev.stratavore.core.port.fake.FakeDriverCatalog;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.runner.RunnerSettings;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real database whose connection breaks after it has committed and before it has said so. */
@Timeout(60)
final class CutConnectionTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final Endpoint endpoint = TestPostgres.database(TestPostgres.Version.V17);
    private final Vertx vertx = Vertx.vertx();
    private final CuttingProxy proxy = new CuttingProxy(vertx, endpoint.host(), endpoint.port());
    private final SequentialIds ids = new SequentialIds(0);
    private final FakeTerminalHost host = new FakeTerminalHost();

    /** As the daemon sees them, and as they are. */
    private final PgStores throughProxy = stores("127.0.0.1", proxy.port());

    private final PgStores direct = stores(endpoint.host(), endpoint.port());
    private final Stores truth = direct.stores();
    private final ProjectKey project = projectOfOne();
    private Future<Void> last = Future.succeededFuture();
    private String deployment = "";
    private final Actors actors = deployed();

    @AfterEach
    void close() {
        Await.result(vertx.undeploy(deployment));
        Await.result(throughProxy.close());
        Await.result(direct.close());
        Await.result(vertx.close());
        TestPostgres.drop(endpoint);
    }

    @Test
    void aLaunchWhoseCommitWasNotAnsweredRuns() {
        proxy.cutNextCommit();
        var launch = launch();
        assertThat(Await.result(actors.ask(launch))).isInstanceOf(ProjectReply.Launched.class);
        until(idOf(launch), RunnerStatus.RUNNING);
        assertThat(host.started()).isEqualTo(1);
        assertThat(eventsOf(idOf(launch))).containsExactly("runner.starting", "runner.started");
    }

    @Test
    void aLaunchThatHadToBeRefusedHoldsNoPlaceOnceTheDatabaseIsBack() {
        proxy.cutNextCommitAndStayDown();
        var launch = launch();
        assertThat(Await.result(actors.ask(launch)))
                .isInstanceOfSatisfying(
                        ProjectReply.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
        assertThat(row(idOf(launch)).status()).isEqualTo(RunnerStatus.STARTING);

        proxy.up();

        until(idOf(launch), RunnerStatus.FAILED);
        assertThat(row(idOf(launch)).attempt().reason()).contains("launch interrupted");
        assertThat(eventsOf(idOf(launch))).containsExactly("runner.starting", "runner.failed");
        assertThat(host.started()).isZero();
        var next = launch();
        assertThat(Await.result(actors.ask(next))).isInstanceOf(ProjectReply.Launched.class);
        until(idOf(next), RunnerStatus.RUNNING);
    }

    @Test
    void aStopThatHadToBeRefusedEndsTheRunnerOnceTheDatabaseIsBack() {
        var launch = launch();
        var id = idOf(launch);
        var _ = Await.result(actors.ask(launch));
        until(id, RunnerStatus.RUNNING);
        proxy.cutNextCommitAndStayDown();
        var stop = new RunnerCommand.Stop(id, meta(), false, 10_000);
        assertThat(Await.result(actors.ask(stop))).isInstanceOf(RunnerReply.Refused.class);
        assertThat(row(id).status()).isEqualTo(RunnerStatus.STOPPING);
        assertThat(host.live()).hasSize(1);

        proxy.up();

        until(id, RunnerStatus.TERMINATED);
        assertThat(host.live()).isEmpty();
        assertThat(eventsOf(id))
                .containsExactly(
                        "runner.starting", "runner.started", "runner.stopping", "runner.stopped");
    }

    private PgStores stores(String address, int port) {
        var options =
                new PgConnectOptions()
                        .setHost(address)
                        .setPort(port)
                        .setDatabase(endpoint.database())
                        .setUser(endpoint.user())
                        .setPassword(endpoint.password());
        return PgStores.open(vertx, options, PgStores.Limits.of(4), UUID::randomUUID);
    }

    private ProjectKey projectOfOne() {
        var _ = Await.result(throughProxy.stores().nodes().begin(NODE, "here", "test"));
        var wish =
                new ProjectStore.NewProject(
                        new ProjectName("site"),
                        "/srv/site",
                        "",
                        Optional.empty(),
                        OptionalInt.of(1),
                        Instant.EPOCH);
        return ((ProjectStore.Created.Done) Await.result(truth.projects().create(wish, meta())))
                .row()
                .key();
    }

    private Actors deployed() {
        var quick =
                new ActorSettings(
                        1_000,
                        3,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200));
        var core =
                new CoreVerticle(
                        new CoreParts(
                                NODE,
                                throughProxy.stores(),
                                host,
                                new FakeDriverCatalog(),
                                Timers.of(vertx),
                                InstantSource.system(),
                                ids,
                                StepListener.NONE,
                                new CoreSettings(quick, RunnerSettings.DEFAULTS, 1)));
        deployment = Await.result(vertx.deployVerticle(core));
        var journal = vertx.getOrCreateContext();
        host.reportTo(fact ->
                journal.runOnContext(_ -> last = last.compose(_ -> report(core.actors(), fact))));
        return core.actors();
    }

    private static Future<Void> report(Actors actors, RunnerCommand fact) {
        return actors.ask(fact)
                .transform((reply, _) ->
                        reply instanceof RunnerReply.Now
                                ? Future.succeededFuture()
                                : report(actors, fact));
    }

    private ProjectCommand.Launch launch() {
        var spec =
                new RunnerSpec(
                        ids.runnerId(),
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/srv/site",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        return new ProjectCommand.Launch(project, meta(), List.of(spec));
    }

    private static RunnerId idOf(ProjectCommand.Launch launch) {
        return launch.runners().getFirst().id();
    }

    private CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", new Principal("uid:1000"), "trace");
    }

    private RunnerRow row(RunnerId id) {
        return Await.result(truth.runners().find(id)).orElseThrow();
    }

    private void until(RunnerId id, RunnerStatus status) {
        Eventually.until(vertx, () -> row(id).status() == status);
    }

    private List<String> eventsOf(RunnerId id) {
        return Await.result(truth.events().read(Optional.empty(), 1_000)).events().stream()
                .filter(event -> event.aggregateId().equals(id.value()))
                .map(EventStore.Stored::type)
                .toList();
    }
}
