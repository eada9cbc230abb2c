package dev.stratavore.core.edge;

import com.google.protobuf.MessageLite;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.SystemIds;
import dev.stratavore.core.port.Worktrees;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.memory.Faults;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An edge over fakes, with both listeners, in a directory of its own. */
final class Edge implements AutoCloseable {
    static final Principal OWNER = new Principal("uid:" + ProcessOwner.uid());

    final Vertx vertx = Vertx.vertx();
    final Path directory;
    Path socket;
    final Path token;
    final FakeRunners runners = new FakeRunners();
    final FakeProjects projects = new FakeProjects();
    private final MemoryStores memory = new MemoryStores(UUID::randomUUID);
    final EventStore events = memory.stores().events();
    final Faults faults = memory.faults();
    final FakeActors actors = new FakeActors(vertx);
    final FakeHost host = new FakeHost();
    final FakeDrivers drivers = new FakeDrivers();
    volatile Function<String, ProjectFiles.Read> files = _ -> ProjectFiles.Read.NOTHING;

    /** What comes of each removal of a worktree. */
    volatile Trees worktrees = (_, _) -> new Worktrees.Removal.Done(List.of());

    /** A worktree's removal, whoever's it is. */
    interface Trees {
        Worktrees.Removal remove(Worktrees.Fate fate, boolean look) throws IOException;
    }

    final FakeNode node = new FakeNode();
    final FakeFigures figures = new FakeFigures();
    final ProjectRow alpha = projects.add("alpha");
    Optional<EdgeOptions.Tcp> tcp = Optional.of(new EdgeOptions.Tcp(0, true));
    EdgeOptions.Timing timing =
            new EdgeOptions.Timing(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(5));
    private @Nullable EdgeServer server;
    private long nextRunner;

    Edge() throws IOException {
        directory = Files.createTempDirectory("edge");
        socket = directory.resolve("d.sock");
        token = directory.resolve("token");
    }

    static Edge started() throws IOException {
        var edge = new Edge();
        await(edge.server().start());
        return edge;
    }

    EdgeServer server() {
        if (server == null) {
            server = newServer();
        }
        return server;
    }

    EdgeServer newServer() {
        var options =
                new EdgeOptions(socket, tcp, token, new EdgeOptions.Defaults("shell", 5), timing);
        var random = new SecureRandom();
        var ports =
                new EdgePorts(
                        projects,
                        runners,
                        events,
                        projects,
                        actors,
                        host,
                        drivers,
                        (_, _, fate, look) -> worktrees.remove(fate, look),
                        directory -> files.apply(directory),
                        node,
                        figures,
                        new SystemIds(random, InstantSource.system()),
                        InstantSource.fixed(Rows.NOW));
        return new EdgeServer(vertx, options, ports, random);
    }

    /** A runner of the project alpha that runs and is the socket's owner's. */
    RunnerRow running() {
        var row = Rows.running(Rows.starting(RunnerId.ofBits(nextRunner++), alpha, OWNER));
        runners.put(row);
        return row;
    }

    /** Stores the row and tells whoever watches. */
    void change(RunnerRow row) {
        runners.put(row);
        actors.nudge(row.id());
    }

    WebCall call(String method, MessageLite request, String... headers) throws IOException {
        return WebCall.open(socket, method, request, headers);
    }

    int port() {
        var address = server().listeners().all().getLast().address();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            await(server.close());
        }
        await(vertx.close());
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
