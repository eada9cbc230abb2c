package dev.stratavore.core.store;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.ProjectStore.Created;
import dev.stratavore.core.store.ProjectStore.NewProject;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import dev.stratavore.core.store.memory.MemoryStores;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Stores under test, and the values that tests put in. */
final class Rig implements AutoCloseable {
    static final Instant T0 = Instant.parse("2026-11-24T06:00:00.123456Z");
    static final NodeId NODE = new NodeId(new UUID(1, 1));
    static final int DEFAULT_LIMIT = 5;
    static final int POOL = 8;

    final Stores stores;
    private final Supplier<Stores> another;
    private final List<Runnable> open;
    private final Random random = new Random(42);

    private Rig(Stores stores, Supplier<Stores> another, List<Runnable> open) {
        this.stores = stores;
        this.another = another;
        this.open = open;
    }

    static Rig inMemory() {
        var memory = new MemoryStores(UUID::randomUUID);
        return new Rig(memory.stores(), memory::ofAnotherDaemon, List.of());
    }

    static Rig on(Endpoint endpoint) {
        return on(
                endpoint, new PgStores.Limits(POOL, Duration.ofSeconds(20), Duration.ofMinutes(1)));
    }

    static Rig on(Endpoint endpoint, PgStores.Limits limits) {
        var vertx = Vertx.vertx();
        var open = new ArrayList<Runnable>();
        open.add(() -> TestPostgres.drop(endpoint));
        Supplier<Stores> daemon =
                () -> {
                    var pg = PgStores.open(vertx, options(endpoint), limits, UUID::randomUUID);
                    open.add(() -> await(pg.close()));
                    return pg.stores();
                };
        open.add(() -> await(vertx.close()));
        return new Rig(daemon.get(), daemon, open);
    }

    static PgConnectOptions options(Endpoint endpoint) {
        return new PgConnectOptions()
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setDatabase(endpoint.database())
                .setUser(endpoint.user())
                .setPassword(endpoint.password());
    }

    /** The same rows, seen by another daemon. */
    Stores anotherDaemon() {
        return another.get();
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static CommandMeta meta() {
        return meta(UUID.randomUUID(), "digest");
    }

    static CommandMeta meta(UUID id, String digest) {
        return new CommandMeta(id, digest, new Principal("uid:1000"), "trace-1");
    }

    /** The node begins, and the project is there. */
    ProjectRow project(String name) {
        return project(name, OptionalInt.empty());
    }

    ProjectRow project(String name, OptionalInt maxRunners) {
        await(stores.nodes().begin(NODE, "host-1", "0.1"));
        var created =
                await(
                        stores.projects()
                                .create(newProject(name, "/src/" + name, maxRunners), meta()));
        return ((Created.Done) created).row();
    }

    static NewProject newProject(String name, String path, OptionalInt maxRunners) {
        return new NewProject(
                new ProjectName(name),
                path,
                "what " + name + " is",
                Optional.empty(),
                maxRunners,
                T0);
    }

    RunnerId freshId() {
        return RunnerId.ofBits(random.nextLong());
    }

    RunnerSpec spec() {
        return spec(freshId(), Optional.empty());
    }

    RunnerSpec spec(RunnerId id, Optional<String> name) {
        return new RunnerSpec(
                id,
                name,
                "shell",
                List.of("/bin/sh", "-c", "echo \"$X\" 'it''s'"),
                "/src/alpha",
                Map.of("PATH", "/bin", "API_KEY", "secret"),
                Map.of("PATH", "/bin"),
                Optional.of("conversation-1"),
                List.of("trust"),
                80,
                24);
    }

    static Admission admission(ProjectRow project, RunnerSpec... specs) {
        return admission(project, T0, specs);
    }

    static Admission admission(ProjectRow project, Instant at, RunnerSpec... specs) {
        return new Admission(project.key(), NODE, List.of(specs), DEFAULT_LIMIT, at);
    }

    /** One admitted runner. */
    RunnerRow runner(ProjectRow project, RunnerSpec spec, Instant at) {
        var admitted = await(stores.runners().admit(admission(project, at, spec), meta()));
        return ((Admitted.All) admitted).rows().getFirst();
    }

    RunnerRow runner(ProjectRow project) {
        return runner(project, spec(), T0);
    }

    /** All events there are, in their order. */
    List<EventStore.Stored> events() {
        var all = new ArrayList<EventStore.Stored>();
        var batch = await(stores.events().read(Optional.empty(), 100));
        while (!batch.events().isEmpty()) {
            all.addAll(batch.events());
            batch = await(stores.events().read(Optional.of(batch.cursor()), 100));
        }
        return all;
    }

    List<String> eventTypes() {
        return events().stream().map(EventStore.Stored::type).toList();
    }
}
