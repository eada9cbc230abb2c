package dev.stratavore.supervisor;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cluster.NodeIdentity;
import dev.stratavore.cluster.VertxFactory;
import dev.stratavore.core.CoreParts;
import dev.stratavore.core.CoreVerticle;
import dev.stratavore.core.edge.CannotListen;
import dev.stratavore.core.edge.EdgePorts;
import dev.stratavore.core.edge.EdgeServer;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.Timers;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.project.ProjectCatalogue;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.runner.Resumption;
import dev.stratavore.core.runner.Sweeper;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.supervisor.agents.Drivers;
import dev.stratavore.supervisor.agents.YamlProjectFiles;
import dev.stratavore.supervisor.beat.Heartbeats;
import dev.stratavore.supervisor.beat.OtherNodes;
import dev.stratavore.supervisor.database.Database;
import dev.stratavore.supervisor.host.Adoption;
import dev.stratavore.supervisor.host.Homecoming;
import dev.stratavore.supervisor.host.HostLink;
import dev.stratavore.supervisor.host.HostRefusesSettings;
import dev.stratavore.supervisor.host.HostStarter;
import dev.stratavore.supervisor.host.HostTerminals;
import dev.stratavore.supervisor.host.Pruning;
import dev.stratavore.supervisor.process.LimitWatch;
import dev.stratavore.supervisor.process.ProjectLimits;
import dev.stratavore.supervisor.worktree.WorktreeTerminals;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node from its start to its end: the wiring of everything, in the order in which it comes up.
 * The start blocks and belongs to the main thread; closing undoes it in reverse order.
 */
final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AGGREGATE = "node";
    private static final String STARTED = "system.daemon.started";

    private final NodeSetup setup;
    private final Closing closing = new Closing();
    private volatile boolean displaced;

    private Node(NodeSetup setup) {
        this.setup = setup;
    }

    /** Brings it up whole, or not at all. */
    static Node start(NodeSetup setup) throws StartFailed, InterruptedException {
        var node = new Node(setup);
        try {
            node.bringUp();
            return node;
        } catch (ExecutionException e) {
            node.giveUp();
            throw node.explained(e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            node.giveUp();
            throw new StartFailed(ExitCode.CONFIG, String.valueOf(e.getMessage()));
        } catch (StartFailed | RuntimeException e) {
            node.giveUp();
            throw e;
        }
    }

    private StartFailed explained(Throwable cause) {
        if (cause instanceof CannotListen || cause instanceof HostRefusesSettings) {
            return new StartFailed(ExitCode.CONFIG, String.valueOf(cause.getMessage()));
        }
        LOG.error("event=daemon.start.failed", cause);
        return new StartFailed(
                ExitCode.INTERNAL,
                "cannot start: " + cause.getMessage() + "; see " + setup.paths().daemonLog());
    }

    private void bringUp()
            throws IOException, StartFailed, ExecutionException, InterruptedException {
        var identity = NodeIdentity.loadOrCreate(setup.paths().nodeId(), setup.ids()::uuid);
        var id = new NodeId(identity.id());
        var database = openDatabase();

        var vertx = VertxFactory.single();
        closing.add("vertx", () -> Awaiting.result("closing Vert.x", PATIENCE, vertx.close()));
        var stores =
                PgStores.open(
                        vertx,
                        database.access().connectOptions(),
                        PgStores.Limits.of(setup.poolSize()),
                        setup.ids()::uuid);
        closing.add("stores", () -> Awaiting.result("closing the pool", PATIENCE, stores.close()));
        Awaiting.result(
                "registering the node",
                PATIENCE,
                stores.stores().nodes().begin(id, identity.label(), setup.version()));
        stores.stores().nodes().displaced().onSuccess(this::makeWay);
        Files.deleteIfExists(setup.paths().cleanStop());

        var link =
                new HostLink(
                        vertx, hostStarter(), setup.hostSettings(), "stratavored", setup.steps());
        var drivers = setup.drivers(database.folder());
        var limits =
                new ProjectLimits(
                        vertx,
                        stores.stores(),
                        new YamlProjectFiles(),
                        setup.quotas(),
                        setup.bounds());
        var core =
                deployCore(
                        vertx,
                        id,
                        stores.stores(),
                        new HostTerminals(link, limits::forLaunch),
                        drivers);
        // Before the actors go, so that no end is told to nobody.
        closing.add(
                "pty host link", () -> Awaiting.result("closing the link", PATIENCE, link.close()));
        var heartbeats =
                new Heartbeats(
                        vertx,
                        stores.stores(),
                        core.actors(),
                        id,
                        setup.config().daemon().heartbeatInterval(),
                        Monotonic::nanos);
        var adoption =
                new Adoption(vertx, link, stores.stores().runners(), core.actors(), id, heartbeats);
        var homecoming =
                new Homecoming(
                        new HostTerminals(link),
                        stores.stores().events(),
                        id,
                        setup.clock(),
                        setup.ids().uuid());
        setup.announcer().progress("connecting to the pty host");
        boolean rebooted = rebooted(stores.stores(), id);
        adoption.begin(new Adoption.DaemonStart(homecoming, rebooted));
        Awaiting.result("connecting to the pty host", PATIENCE, link.start(adoption::run));

        // Opened after the link, so ended before it.
        closing.add("heartbeats", heartbeats.start()::run);
        var watch =
                new LimitWatch(
                        vertx,
                        new LimitWatch.Parts(
                                stores.stores(),
                                limits,
                                heartbeats.figures(),
                                new HostTerminals(link),
                                core.actors()),
                        id,
                        setup.clock(),
                        Monotonic::nanos);
        var others = new OtherNodes(new Sweeper(stores.stores(), id, setup.clock(), setup.ids()));
        closing.add("other nodes", others.watch(vertx, heartbeats.interval())::run);
        closing.add("limits", watch.start(heartbeats.interval())::run);
        var comparisons = adoption.compareEvery(setup.config().daemon().reconcileInterval());
        closing.add("comparisons", comparisons::run);
        var pruning =
                new Pruning(
                        new HostTerminals(link),
                        stores.stores().runners(),
                        id,
                        setup.config().runners().keepEnded(),
                        setup.clock());
        closing.add("pruning", pruning.start(vertx)::run);

        var afterReboot =
                new AfterReboot(
                        stores.stores(),
                        id,
                        new Resumption(stores.stores().runners(), core.actors()),
                        setup.clock(),
                        setup.ids(),
                        pause -> vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).mapEmpty());
        var control =
                new NodeFacts(
                        setup,
                        identity,
                        database,
                        new NodeFacts.Start(adoption, homecoming, afterReboot),
                        new Ending(setup, stores.stores().runners(), core.actors(), link, id));
        listen(vertx, stores.stores(), core, link, control, heartbeats.figures(), drivers);
        tellStarted(stores.stores(), identity);
        // Nobody waits for it: it tries again until it is done.
        var ignored =
                afterReboot.see(setup.config().daemon().afterReboot(), rebooted, setup.boot());
        closing.add("last event", () -> tellStopped(stores.stores(), identity));
        LOG.info("event=daemon.started node={} version={}", id.value(), setup.version());
    }

    private boolean rebooted(Stores stores, NodeId id)
            throws ExecutionException, InterruptedException {
        var before = Awaiting.result("reading the last boot", PATIENCE, stores.nodes().boot(id));
        boolean rebooted = AfterReboot.isOther(before, setup.boot());
        if (rebooted) {
            LOG.info("event=machine.restarted");
        }
        return rebooted;
    }

    private Database openDatabase() throws StartFailed {
        var opened =
                Database.open(
                        setup.config().database(),
                        setup.paths().dataDirectory(),
                        setup.announcer()::progress,
                        new SecureRandom());
        return switch (opened) {
            case Database.Opened.Ready(var database) -> {
                closing.add("database", database::close);
                LOG.info("event=database.ready database=\"{}\"", database.access().description());
                yield database;
            }
            case Database.Opened.NotNow(String problem) ->
                    throw new StartFailed(ExitCode.LIMIT, problem);
            case Database.Opened.Never(String problem) ->
                    throw new StartFailed(ExitCode.CONFIG, problem);
        };
    }

    private HostStarter hostStarter() {
        return new HostStarter(
                setup.hostProgram(),
                setup.paths().stateDirectory(),
                setup.paths().agentSocket(),
                setup.paths().agentLog(),
                new HostStarter.Settings(setup.config().logging(), setup.config().pty()),
                setup.environment());
    }

    private CoreVerticle deployCore(
            Vertx vertx, NodeId id, Stores stores, HostTerminals host, Drivers drivers)
            throws ExecutionException, InterruptedException {
        var trees = new TreeWorkers(vertx);
        closing.add(
                "tree workers",
                () -> Awaiting.result("closing the tree workers", PATIENCE, trees.close()));
        var parts =
                new CoreParts(
                        id,
                        stores,
                        new WorktreeTerminals(trees, host, setup.worktrees()),
                        drivers,
                        new YamlProjectFiles(),
                        Timers.of(vertx),
                        setup.clock(),
                        setup.ids(),
                        setup.steps(),
                        setup.coreSettings());
        var core = new CoreVerticle(parts);
        var deployment = Awaiting.result("deploying", PATIENCE, vertx.deployVerticle(core));
        closing.add(
                "actors",
                () -> Awaiting.result("undeploying", PATIENCE, vertx.undeploy(deployment)));
        return core;
    }

    private void listen(
            Vertx vertx,
            Stores stores,
            CoreVerticle core,
            HostLink link,
            NodeFacts control,
            Figures figures,
            Drivers drivers)
            throws ExecutionException, InterruptedException {
        var ports =
                new EdgePorts(
                        stores.projects(),
                        stores.runners(),
                        stores.events(),
                        new ProjectCatalogue(vertx, stores.projects(), setup.clock()),
                        core.actors(),
                        new HostTerminals(link),
                        drivers,
                        setup.worktrees(),
                        new YamlProjectFiles(),
                        control,
                        figures,
                        setup.ids(),
                        setup.clock());
        var edge = new EdgeServer(vertx, setup.edgeOptions(), ports, new SecureRandom());
        closing.add("edge", () -> Awaiting.result("closing the edge", PATIENCE, edge.close()));
        var listeners = Awaiting.result("listening", PATIENCE, edge.start());
        listeners
                .all()
                .forEach(each ->
                        LOG.info(
                                "event=listener name={} address={} state=\"{}\"",
                                each.name(),
                                each.address(),
                                each.state()));
    }

    /** Everything is the successor's from now on: its runners, the pty host, the node's row. */
    private void makeWay(LeaseLost lost) {
        displaced = true;
        LOG.error(
                "event=daemon.displaced cause=\"{}; another daemon of this node has begun, so this"
                        + " one goes down and leaves runners and pty host to it\"",
                lost.getMessage());
        setup.exit().run();
    }

    /** Whether it went down because a later daemon of the node has begun. */
    boolean displaced() {
        return displaced;
    }

    private void tellStarted(Stores stores, NodeIdentity identity)
            throws ExecutionException, InterruptedException {
        Awaiting.result(
                STARTED,
                PATIENCE,
                stores.events()
                        .append(
                                AGGREGATE,
                                identity.id().toString(),
                                STARTED,
                                ourselves(identity),
                                setup.clock().instant()));
    }

    private void tellStopped(Stores stores, NodeIdentity identity)
            throws ExecutionException, InterruptedException {
        if (displaced) {
            return;
        }
        Awaiting.result(
                "marking the stop",
                PATIENCE,
                stores.nodes()
                        .end(
                                new NodeId(identity.id()),
                                ourselves(identity),
                                setup.clock().instant()));
    }

    private JsonObject ourselves(NodeIdentity identity) {
        return new JsonObject().put("version", setup.version()).put("label", identity.label());
    }

    /** Goes down in order. Runners and the pty host go on. */
    void goDown() {
        closing.close();
    }

    /** A start that failed is said where it is waited for: it is no crash to recover from. */
    private void giveUp() {
        goDown();
        try {
            markCleanStop();
        } catch (IOException e) {
            LOG.warn("event=clean-stop.failed cause={}", e.toString());
        }
    }

    /** After an orderly end: tells the next command that nothing crashed. */
    void markCleanStop() throws IOException {
        Files.writeString(setup.paths().cleanStop(), "");
    }
}
