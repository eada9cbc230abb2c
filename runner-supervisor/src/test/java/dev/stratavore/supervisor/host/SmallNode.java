package dev.stratavore.supervisor.host;

import dev.stratavore.config.LoggingConfig;
import dev.stratavore.config.PtyConfig;
import dev.stratavore.core.CoreParts;
import dev.stratavore.core.CoreSettings;
import dev.stratavore.core.CoreVerticle;
import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.Timers;
import dev.stratavore.core.port.fake.FakeDriverCatalog;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.runner.RunnerSettings;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.memory.MemoryStores;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.supervisor.beat.Heartbeats;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A node without a database and without an API: actors, and the link to a pty host. */
final class SmallNode implements AutoCloseable {
    static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final int QUOTA = 1_000;

    final Vertx vertx = Vertx.vertx();
    final SequentialIds ids = new SequentialIds(0);
    final Stores stores = new MemoryStores(ids::uuid).stores();
    final ProjectKey project;
    final HostLink link;
    final CoreVerticle core;
    private final String deployment;

    SmallNode(HostStarter starter) {
        var _ = Await.result(stores.nodes().begin(NODE, "here", "test"));
        project = createProject();
        link = new HostLink(vertx, starter, HostSettings.DEFAULTS, "test", StepListener.NONE);
        core =
                new CoreVerticle(
                        new CoreParts(
                                NODE,
                                stores,
                                new HostTerminals(link),
                                new FakeDriverCatalog(),
                                Timers.of(vertx),
                                InstantSource.system(),
                                ids,
                                StepListener.NONE,
                                new CoreSettings(
                                        ActorSettings.DEFAULTS, RunnerSettings.DEFAULTS, QUOTA)));
        deployment = Await.result(vertx.deployVerticle(core));
    }

    private ProjectKey createProject() {
        var wish =
                new ProjectStore.NewProject(
                        new ProjectName("demo"),
                        "/",
                        "",
                        Optional.empty(),
                        OptionalInt.of(QUOTA),
                        Instant.EPOCH);
        return ((ProjectStore.Created.Done) Await.result(stores.projects().create(wish, meta())))
                .row()
                .key();
    }

    /** Connects to the host, adopts what it has, and listens to its journal. */
    void connect() {
        var adoption = adoption(UnaryOperator.identity());
        Await.result(link.start(adoption::run));
    }

    /** One that reaches the actors through something. */
    Adoption adoption(UnaryOperator<Actors> through) {
        var heartbeats =
                new Heartbeats(
                        vertx,
                        stores,
                        core.actors(),
                        NODE,
                        Duration.ofSeconds(10),
                        System::nanoTime);
        var actors = through.apply(core.actors());
        return new Adoption(vertx, link, stores.runners(), actors, NODE, heartbeats);
    }

    List<RunnerId> launch(int count, String... argv) {
        var specs = IntStream.range(0, count).mapToObj(_ -> spec(argv)).toList();
        var _ = Await.result(core.actors().ask(new ProjectCommand.Launch(project, meta(), specs)));
        return specs.stream().map(RunnerSpec::id).toList();
    }

    RunnerSpec spec(String... argv) {
        return new RunnerSpec(
                ids.runnerId(),
                Optional.empty(),
                "shell",
                List.of(argv),
                "/",
                Map.of("PATH", "/usr/bin:/bin"),
                Map.of(),
                Optional.empty(),
                List.of(),
                80,
                24);
    }

    /** One that was admitted, and of which nothing more is known. */
    RunnerRow admitted() {
        var wish =
                new RunnerStore.Admission(
                        project, NODE, List.of(spec("/bin/sh")), QUOTA, Instant.EPOCH);
        return ((RunnerStore.Admitted.All) Await.result(stores.runners().admit(wish, meta())))
                .rows()
                .getFirst();
    }

    CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", new Principal("uid:0"), "trace");
    }

    RunnerRow row(RunnerId id) {
        return Await.result(stores.runners().find(id)).orElseThrow();
    }

    /** The row once it has ended. */
    RunnerRow ended(RunnerId id) {
        var over = Promise.<RunnerRow>promise();
        Runnable look =
                () -> {
                    var row = stores.runners().find(id).result().orElseThrow();
                    if (row.status().ended()) {
                        over.tryComplete(row);
                    }
                };
        var unwatch = core.actors().watch(id, look);
        look.run();
        var row = Await.result(over.future());
        unwatch.run();
        return row;
    }

    List<String> eventsOf(RunnerId id) {
        return Await.result(stores.events().read(Optional.empty(), 10_000)).events().stream()
                .filter(event -> event.aggregateId().equals(id.value()))
                .map(EventStore.Stored::type)
                .toList();
    }

    @Override
    public void close() {
        Await.result(link.close());
        Await.result(vertx.undeploy(deployment));
        Await.result(vertx.close());
    }

    /** A starter of what a shell script runs in place of the launch script. */
    static HostStarter playing(Path folder, String script) throws IOException {
        var program = folder.resolve("agent");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new HostStarter(
                program,
                folder.resolve("state"),
                folder.resolve("host.sock"),
                folder.resolve("log"),
                settings(),
                Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
    }

    /** A starter for a socket on which somebody listens already. */
    static HostStarter nothingToStart(Path folder) {
        return new HostStarter(
                folder.resolve("none"),
                folder,
                folder.resolve("host.sock"),
                folder.resolve("log"),
                settings(),
                Map.of());
    }

    /** A small log, and the engine of {@code -Dpty.engine}. */
    static HostStarter.Settings settings() {
        var engine =
                PtyConfig.Engine.valueOf(
                        System.getProperty("pty.engine", PtyConfig.Engine.AUTO.name())
                                .toUpperCase(Locale.ROOT));
        return new HostStarter.Settings(
                new LoggingConfig(LoggingConfig.Level.INFO, LoggingConfig.Format.TEXT, 1 << 20, 1),
                new PtyConfig(engine));
    }
}
