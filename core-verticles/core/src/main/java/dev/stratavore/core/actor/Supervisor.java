package dev.stratavore.core.actor;

import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts actors, and restarts those that fail.
 *
 * <pre>
 *  what happened                         | answer
 *  --------------------------------------+--------------------------------------------------------
 *  a handler threw, a start failed       | undeploy, start anew from the store
 *  the same, too often in the window     | undeploy, escalate, refuse its commands with the reason
 *  the store did not answer              | try the start again after a pause, as often as it takes
 *  retired                               | undeploy; the next command brings it up again
 * </pre>
 *
 * <p>Belongs to the context that it was made on. Whoever made it closes it, so that no actor
 * survives.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Vertx vertx;
    private final Deployer deployer;
    private final Context context;
    private final ActorSettings settings;
    private final TimerSet timers;
    private final Escalation escalation;
    private final Map<String, Child> children = new HashMap<>();
    private final Guardian guardian =
            new Guardian() {
                @Override
                public void crashed(Actor<?, ?> actor, Throwable cause) {
                    onContext(actor, child -> takeDown(child, cause));
                }

                @Override
                public void retired(Actor<?, ?> actor) {
                    onContext(
                            actor,
                            child ->
                                    remove(child)
                                            .onSuccess(_ ->
                                                    LOG.debug(
                                                            "event=actor.retired" + " address={}",
                                                            actor.address())));
                }
            };
    private boolean closed;

    /** Must be called on the context that it is to belong to. */
    public Supervisor(Vertx vertx, Deployer deployer, ActorRuntime runtime, Escalation escalation) {
        this.vertx = vertx;
        this.deployer = deployer;
        this.context = vertx.getOrCreateContext();
        this.settings = runtime.settings();
        this.timers = new TimerSet(runtime.timers());
        this.escalation = escalation;
    }

    /**
     * Completes when the actor can be asked; starts it if there is none. Fails with {@link
     * ActorDown}, or with what keeps it from starting now.
     */
    public Future<Void> ensure(ChildSpec spec) {
        if (closed) {
            return Future.failedFuture(new IllegalStateException("the node is going down"));
        }
        var present = children.get(spec.address());
        if (present == null) {
            var child =
                    new Child(
                            spec,
                            new Reception(vertx, spec.address()),
                            new Restarts(settings, timers),
                            new Backoff(settings.retryFirst(), settings.retryMost()));
            children.put(spec.address(), child);
            start(child);
            return child.up;
        }
        var leaving = present.leaving;
        return leaving == null ? present.up : leaving.transform(_ -> ensure(spec));
    }

    /** Ends the actor, if there is one, and starts it by this specification. */
    public Future<Void> replace(ChildSpec spec) {
        var present = children.get(spec.address());
        return present == null ? ensure(spec) : remove(present).transform(_ -> ensure(spec));
    }

    /** Whether there is an actor at the address, up or on its way. */
    public boolean has(String address) {
        var child = children.get(address);
        return child != null && child.leaving == null;
    }

    /** Starts and restarts nothing more; completes when all actors have ended. */
    public Future<Void> close() {
        closed = true;
        timers.close();
        return Future.join(List.copyOf(children.values()).stream().map(this::remove).toList())
                .mapEmpty();
    }

    private void start(Child child) {
        child.undeployed = null;
        child.deployed = Future.succeededFuture().compose(_ -> deploy(child));
        child.up = child.deployed.map(_ -> opened(child));
        child.deployed.onFailure(cause -> startFailed(child, cause));
    }

    @SuppressWarnings("NullAway") // the value of a future of Void
    private static Void opened(Child child) {
        child.pauses.reset();
        var actor = child.actor;
        if (actor != null && child.leaving == null) {
            child.reception.sendTo(actor);
        }
        return null;
    }

    private Future<String> deploy(Child child) {
        var actor = child.spec.make().get();
        actor.superviseBy(guardian);
        child.actor = actor;
        return deployer.deploy(actor);
    }

    private void startFailed(Child child, Throwable cause) {
        if (closed || child.leaving != null) {
            return;
        }
        if (cause instanceof StoreUnavailable) {
            var pause = child.pauses.next();
            LOG.warn(
                    "event=actor.start-delayed address={} again_ms={} cause={}",
                    child.spec.address(),
                    pause.toMillis(),
                    cause.toString());
            var _ = timers.after(pause, () -> start(child));
            return;
        }
        LOG.error("event=actor.start-failed address={}", child.spec.address(), cause);
        again(child, cause);
    }

    private void takeDown(Child child, Throwable cause) {
        var restarted = Promise.<Void>promise();
        child.up = restarted.future();
        child.actor = null;
        child.reception.hold();
        undeploy(child)
                .onComplete(_ -> {
                    again(child, cause);
                    child.up.onComplete(restarted::complete, restarted::fail);
                });
    }

    private void again(Child child, Throwable cause) {
        if (closed || child.leaving != null) {
            child.up = Future.failedFuture(cause);
        } else if (child.restarts.allowAnother()) {
            LOG.info(
                    "event=actor.restarted address={} recent={}",
                    child.spec.address(),
                    child.restarts.recent());
            start(child);
        } else {
            giveUp(child, cause);
        }
    }

    private void giveUp(Child child, Throwable cause) {
        int failures = child.restarts.recent();
        var reason =
                child.spec.address()
                        + " is down after "
                        + failures
                        + " failures in "
                        + settings.restartWindow().toSeconds()
                        + " s ("
                        + cause.getClass().getSimpleName()
                        + ")";
        LOG.error("event=actor.down address={} failures={}", child.spec.address(), failures);
        child.reception.refuse(reason);
        child.up = Future.failedFuture(new ActorDown(reason, cause));
        escalation.escalated(child.spec.address(), failures, cause);
    }

    private Future<Void> remove(Child child) {
        var leaving = child.leaving;
        if (leaving == null) {
            child.reception.hold();
            leaving =
                    undeploy(child)
                            .eventually(child.reception::close)
                            .onComplete(_ -> children.remove(child.spec.address(), child));
            child.leaving = leaving;
        }
        return leaving;
    }

    /** The end of the present instance, whoever asks for it first. */
    private Future<Void> undeploy(Child child) {
        var undeployed = child.undeployed;
        if (undeployed == null) {
            undeployed =
                    child.deployed
                            .compose(deployer::undeploy)
                            .onFailure(cause ->
                                    LOG.debug(
                                            "event=actor.was-gone address={}",
                                            child.spec.address(),
                                            cause))
                            .otherwiseEmpty();
            child.undeployed = undeployed;
        }
        return undeployed;
    }

    private void onContext(Actor<?, ?> actor, Consumer<Child> action) {
        context.runOnContext(_ -> {
            var child = children.get(actor.address());
            if (child != null && actor.equals(child.actor) && child.leaving == null) {
                action.accept(child);
            }
        });
    }
}
