package dev.stratavore.core;

import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.fake.FakeDriverCatalog;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.port.fake.ManualTimers;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.runner.RunnerSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A node with a fake host, a database in memory and time that stands still, and perhaps a second
 * node from which it is asked.
 */
final class Rig implements AutoCloseable {
    static final NodeId NODE = new NodeId(new UUID(1, 1));
    static final NodeId OTHER = new NodeId(new UUID(2, 2));
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration PAUSE = Duration.ofMillis(100);
    static final Duration LINGER = Duration.ofSeconds(61);

    /** Whatever an earlier test left behind on the same Vertx means other runners. */
    private static final AtomicLong RIGS = new AtomicLong();

    final FakeTerminalHost host = new FakeTerminalHost();
    final FakeDriverCatalog drivers = new FakeDriverCatalog();
    final ManualTimers timers = new ManualTimers();
    final SequentialIds ids = new SequentialIds(RIGS.incrementAndGet() << 20);
    final TestStores stores = new TestStores(ids, NODE, OTHER);
    volatile Function<String, ProjectFiles.Read> files = _ -> ProjectFiles.Read.NOTHING;
    private final Context journal;
    private final Vertx near;
    private final Vertx far;
    private final String nearDeployment;
    private final Optional<String> farDeployment;
    private Future<Void> last = Future.succeededFuture();
    private volatile boolean closed;

    /** The actors as the node itself asks them. */
    final Actors local;

    /** The actors as the other node asks them, if there is one. */
    final Actors actors;

    Rig(Vertx near, Vertx far, StepListener steps) {
        this.near = near;
        // A link to a host has a context of its own, which does not end with an actor.
        journal = near.getOrCreateContext();
        this.far = far;
        var core = new CoreVerticle(parts(NODE, host, steps));
        nearDeployment = Await.result(near.deployVerticle(core));
        local = core.actors();
        host.reportTo(fact -> journal.runOnContext(_ -> last = last.compose(_ -> report(fact))));
        if (near.equals(far)) {
            farDeployment = Optional.empty();
            actors = local;
        } else {
            var other = new CoreVerticle(parts(OTHER, new FakeTerminalHost(), StepListener.NONE));
            farDeployment = Optional.of(deployFar(other));
            actors = from(other);
        }
    }

    /** What the next rig would find in its place must not stay behind. */
    private String deployFar(CoreVerticle other) {
        return Await.result(
                far.deployVerticle(other)
                        .recover(cause ->
                                near.undeploy(nearDeployment)
                                        .transform(_ -> Future.failedFuture(cause))));
    }

    /** Launches go to the node under test, and runners are found wherever they live. */
    private static Actors from(CoreVerticle other) {
        return new Actors() {
            @Override
            public <R extends Reply> Future<R> ask(Command<R> command) {
                return command instanceof ProjectCommand
                        ? other.askAt(NODE, command)
                        : other.actors().ask(command);
            }

            @Override
            public Runnable watch(RunnerId runner, Runnable nudge) {
                return other.actors().watch(runner, nudge);
            }

            @Override
            public Runnable watchEnds(Consumer<ProjectKey> nudge) {
                return other.actors().watchEnds(nudge);
            }

            @Override
            public void limitsChanged(ProjectKey project) {
                other.actors().limitsChanged(project);
            }
        };
    }

    /** As a journal does: until somebody says that it is durable, and then the next. */
    private Future<Void> report(RunnerCommand fact) {
        if (closed) {
            return Future.succeededFuture();
        }
        return local.ask(fact)
                .transform((reply, _) ->
                        reply instanceof RunnerReply.Now ? Future.succeededFuture() : report(fact));
    }

    private CoreParts parts(NodeId node, FakeTerminalHost terminals, StepListener steps) {
        var settings =
                new CoreSettings(
                        new ActorSettings(
                                1_000,
                                3,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                PAUSE,
                                Duration.ofSeconds(5)),
                        new RunnerSettings(LINGER, 3),
                        TestStores.QUOTA);
        return new CoreParts(
                node,
                stores.all,
                terminals,
                drivers,
                directory -> files.apply(directory),
                timers,
                InstantSource.fixed(NOON),
                ids,
                steps,
                settings);
    }

    RunnerCommand.Pause pause(RunnerId id) {
        return new RunnerCommand.Pause(id, meta());
    }

    RunnerCommand.Unpause unpause(RunnerId id) {
        return new RunnerCommand.Unpause(id, meta());
    }

    RunnerCommand.Restart restart(RunnerId id) {
        return new RunnerCommand.Restart(id, meta(), Map.of("API_KEY", "the caller's"));
    }

    RunnerSpec spec() {
        return spec(Optional.empty());
    }

    RunnerSpec spec(Optional<String> name) {
        return new RunnerSpec(
                ids.runnerId(),
                name,
                "shell",
                List.of("/bin/sh", "-i"),
                TestStores.PATH + "/part",
                Map.of("API_KEY", "s3cret-value", "LANG", "C.UTF-8"),
                Map.of("LANG", "C.UTF-8"),
                Optional.empty(),
                List.of(),
                80,
                24);
    }

    CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", new Principal("uid:1000"), "trace");
    }

    ProjectCommand.Launch launch(RunnerSpec... specs) {
        return new ProjectCommand.Launch(stores.project, meta(), List.of(specs));
    }

    RunnerCommand.Stop stop(RunnerId id, boolean force) {
        return new RunnerCommand.Stop(id, meta(), force, 10_000);
    }

    Future<RunnerReply> awaitStarted(RunnerId id) {
        return actors.ask(new RunnerCommand.AwaitStarted(id));
    }

    /** Launches one and waits until it is no longer starting. */
    RunnerId running() {
        var reply = Await.result(actors.ask(launch(spec())));
        if (!(reply instanceof ProjectReply.Launched(List<RunnerId> launched))) {
            throw new AssertionError(reply.toString());
        }
        var id = launched.getFirst();
        var _ = Await.result(awaitStarted(id));
        return id;
    }

    int deployments() {
        return near.deploymentIDs().size();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Await.result(near.undeploy(nearDeployment));
        farDeployment.ifPresent(id -> Await.result(far.undeploy(id)));
    }
}
