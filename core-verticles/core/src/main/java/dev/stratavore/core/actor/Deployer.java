package dev.stratavore.core.actor;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * Deploys verticles that are nobody's children. Vert.x undeploys children before their parent is
 * told, and the parent for ever fails to undeploy if one of them goes by itself at that moment; so
 * a supervisor ends what it has started itself.
 */
public final class Deployer {
    private final Vertx vertx;
    private final Context outside;

    private Deployer(Vertx vertx, Context outside) {
        this.vertx = vertx;
        this.outside = outside;
    }

    /** One for this Vertx; completes on the caller's context. */
    public static Future<Deployer> of(Vertx vertx) {
        // On a thread of its own a context is made that belongs to no verticle.
        return Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(vertx::getOrCreateContext),
                        vertx.getOrCreateContext())
                .map(outside -> new Deployer(vertx, outside));
    }

    /** Completes on the caller's context with the deployment's id. */
    Future<String> deploy(Deployable verticle) {
        var deployed = Promise.<String>promise();
        var caller = vertx.getOrCreateContext();
        outside.runOnContext(_ ->
                vertx.deployVerticle(verticle)
                        .onComplete(
                                id -> caller.runOnContext(_ -> deployed.complete(id)),
                                cause -> caller.runOnContext(_ -> deployed.fail(cause))));
        return deployed.future();
    }

    /** Completes on the caller's context. */
    Future<Void> undeploy(String deployment) {
        return vertx.undeploy(deployment);
    }
}
