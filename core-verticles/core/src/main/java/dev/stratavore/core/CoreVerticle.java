package dev.stratavore.core;

import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.actor.BusActors;
import dev.stratavore.core.actor.Deployer;
import dev.stratavore.core.actor.Supervisor;
import dev.stratavore.core.actor.TimerSet;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.wire.WireCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The guardian of a node: holds its project and runner actors, brings them up from the store when
 * they are asked for, and restarts those that fail. Deploy one instance into a Vertx, clustered or
 * not; undeploying it ends all its actors, consumers and timers and leaves runners alone.
 */
public final class CoreVerticle extends VerticleBase {
    private final CoreParts parts;
    private @Nullable BusActors actors;
    private @Nullable Supervisor supervisor;
    private @Nullable TimerSet timers;
    private @Nullable MessageConsumer<Object> consumer;

    public CoreVerticle(CoreParts parts) {
        this.parts = parts;
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(vertx, context);
        actors = new BusActors(vertx, parts.node(), parts.settings().actors().askTimeout());
    }

    /** The actors of all nodes, once this verticle is deployed. */
    public Actors actors() {
        return bus();
    }

    /**
     * Asks an actor on a certain node, whichever node asks: a project is launched there, with what
     * is installed there.
     */
    public <R extends Reply> Future<R> askAt(NodeId at, Command<R> command) {
        return bus().askAt(at, command);
    }

    private BusActors bus() {
        if (actors == null) {
            throw new IllegalStateException("deploy the verticle first");
        }
        return actors;
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().registerCodec(new WireCodec());
        return Deployer.of(vertx)
                .compose(this::listen)
                .onFailure(_ -> vertx.eventBus().unregisterCodec(WireCodec.NAME));
    }

    private Future<Void> listen(Deployer deployer) {
        var runtime =
                new ActorRuntime(
                        parts.settings().actors(),
                        parts.timers(),
                        parts.clock(),
                        parts.ids(),
                        parts.steps());
        var own = new TimerSet(parts.timers());
        var children = new Supervisor(vertx, deployer, runtime, new Alerts(parts, own));
        var nursery = new Nursery(context, parts, runtime, children, bus());
        timers = own;
        supervisor = children;
        var listening =
                vertx.eventBus()
                        .consumer(
                                ActorAddress.of(parts.node()),
                                new GuardianDesk(context, parts, nursery, bus()));
        consumer = listening;
        return listening.completion();
    }

    @Override
    public Future<?> stop() {
        var ends = Future.<Void>succeededFuture();
        if (supervisor != null) {
            ends = supervisor.close();
        }
        if (timers != null) {
            timers.close();
        }
        if (actors != null) {
            actors.close();
        }
        var listening = consumer;
        if (listening != null) {
            ends = ends.eventually(listening::unregister);
        }
        return ends.eventually(() -> {
            vertx.eventBus().unregisterCodec(WireCodec.NAME);
            return Future.succeededFuture();
        });
    }
}
