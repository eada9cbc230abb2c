package dev.stratavore.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A watch over runners in memory, whose figures a test gives. */
abstract class LimitWatchRig {
    static final NodeId NODE = new NodeId(new UUID(1, 1));
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final long MIB = 1L << 20;

    final Vertx vertx = Vertx.vertx();
    final MemoryStores stores = new MemoryStores(UUID::randomUUID);
    final FakeTerminalHost host = new FakeTerminalHost();
    final Map<RunnerId, Figures.Usage> usage = new HashMap<>();
    final Map<RunnerId, Figures.Strain> strains = new HashMap<>();
    final Set<RunnerId> free = new HashSet<>();
    final List<Command<?>> asked = new ArrayList<>();

    /** Who read figures. */
    final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    Map<QuotaName, Long> wishes = Map.of();
    long nanos;
    long beats;

    /** Asked once for each event, just before it is written. */
    InstantSource clock = InstantSource.fixed(NOON);

    final ProjectLimits limits =
            new ProjectLimits(
                    vertx,
                    stores.stores(),
                    _ -> new ProjectFiles.Read.Limits("F", wishes, List.of()),
                    Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 5L),
                    new RunnerBounds(50, 128, 1_000_000));
    LimitWatch watch = watch();
    ProjectRow project = project("shop", Map.of(QuotaName.MAX_MEMORY_MB, 100L));

    LimitWatch watch() {
        return new LimitWatch(
                vertx,
                new LimitWatch.Parts(stores.stores(), limits, figures(), host, actors()),
                NODE,
                () -> clock.instant(),
                () -> nanos);
    }

    Figures figures() {
        return new Figures() {
            @Override
            public Optional<Usage> of(RunnerId runner) {
                readers.add(Thread.currentThread());
                return Optional.ofNullable(usage.get(runner));
            }

            @Override
            public Strain strain(RunnerId runner) {
                return strains.getOrDefault(runner, Strain.NONE);
            }

            @Override
            public boolean held(RunnerId runner) {
                return !free.contains(runner);
            }

            @Override
            public Pulse pulse() {
                return new Pulse(
                        Duration.ZERO, Optional.empty(), beats, 0, Duration.ZERO, Duration.ZERO);
            }
        };
    }

    Actors actors() {
        return new Actors() {
            @Override
            public <R extends Reply> Future<R> ask(Command<R> command) {
                asked.add(command);
                return Future.succeededFuture(
                        command.replyType().cast(new RunnerReply.Now(RunnerStatus.STOPPING, 1)));
            }

            @Override
            public Runnable watch(RunnerId runner, Runnable nudge) {
                return () -> {};
            }

            @Override
            public Runnable watchEnds(Consumer<ProjectKey> nudge) {
                return () -> {};
            }

            @Override
            public void limitsChanged(ProjectKey project) {
                throw new UnsupportedOperationException("nobody changes limits");
            }
        };
    }

    @BeforeEach
    void begin() {
        await(stores.stores().nodes().begin(NODE, "here", "test"));
        lookAfter(0);
    }

    @AfterEach
    void end() {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    static CommandMeta meta() {
        return new CommandMeta(UUID.randomUUID(), "digest", new Principal("uid:1000"), "trace");
    }

    ProjectRow project(String name, Map<QuotaName, Long> own) {
        var wish =
                new ProjectStore.NewProject(
                        new ProjectName(name), "/srv/" + name, "", Optional.empty(), own, NOON);
        var created = await(stores.stores().projects().create(wish, meta()));
        return ((ProjectStore.Created.Done) created).row();
    }

    RunnerId runner(long bits, int second, long memoryMb, double cpu) {
        var id = RunnerId.ofBits(bits);
        var spec =
                new RunnerSpec(
                        id,
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/srv/shop",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        var admission =
                new RunnerStore.Admission(
                        project.key(), NODE, List.of(spec), 9, NOON.plusSeconds(second));
        await(stores.stores().runners().admit(admission, meta()));
        usage.put(id, new Figures.Usage(cpu, memoryMb * MIB, 3, 0));
        return id;
    }

    void lookAfter(long nanosLater) {
        nanos += nanosLater;
        beats++;
        await(watch.look());
    }

    List<EventStore.Stored> exceeded() {
        return await(stores.stores().events().read(Optional.empty(), 100)).events().stream()
                .filter(event -> event.type().equals("quota.exceeded"))
                .toList();
    }

    void stopping(RunnerId id) {
        moves(id, RunnerStatus.STOPPING, Optional.empty());
    }

    void running(RunnerId id) {
        moves(id, RunnerStatus.RUNNING, Optional.of(new RunnerRow.ProcessRef(1, 1)));
    }

    void ended(RunnerId id) {
        moves(id, RunnerStatus.TERMINATED, Optional.of(new RunnerRow.ProcessRef(1, 1)));
    }

    private void moves(RunnerId id, RunnerStatus to, Optional<RunnerRow.ProcessRef> process) {
        var runners = stores.stores().runners();
        var before = await(runners.find(id)).orElseThrow();
        var attempt =
                new RunnerRow.Attempt(
                        before.attempt().number(),
                        before.attempt().fence(),
                        process,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var after =
                new RunnerRow(
                        id,
                        before.project(),
                        before.projectName(),
                        before.name(),
                        before.agent(),
                        to,
                        before.version() + 1,
                        attempt,
                        before.node(),
                        before.nodeLabel(),
                        before.owner(),
                        before.createdAt(),
                        before.cwd(),
                        before.argv(),
                        before.environmentNames(),
                        before.agentSession(),
                        before.expectedDialogs());
        var change = new RunnerStore.Change(before, after, List.of(), NOON);
        assertThat(await(runners.save(change, meta(), false)))
                .isEqualTo(new RunnerStore.Saved.Done());
    }

    List<String> told() {
        return exceeded().stream()
                .map(EventStore.Stored::data)
                .map(data -> data.getString("runner") + " " + data.getString("excess"))
                .toList();
    }
}
