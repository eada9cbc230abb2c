package dev.stratavore.core;

import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.actor.ChildSpec;
import dev.stratavore.core.actor.Supervisor;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.project.OpenLaunch;
import dev.stratavore.core.project.ProjectActor;
import dev.stratavore.core.project.ProjectParts;
import dev.stratavore.core.project.RunnerSpawner;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.runner.LaunchOrder;
import dev.stratavore.core.runner.RunnerActor;
import dev.stratavore.core.runner.RunnerParts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Makes the actors of a node. */
final class Nursery implements RunnerSpawner {
    private final Context context;
    private final Supervisor supervisor;
    private final RunnerParts runners;
    private final ProjectParts projects;

    Nursery(
            Context context,
            CoreParts parts,
            ActorRuntime runtime,
            Supervisor supervisor,
            Actors actors) {
        this.context = context;
        this.supervisor = supervisor;
        this.runners =
                new RunnerParts(
                        runtime,
                        parts.stores().runners(),
                        parts.stores().projects(),
                        parts.host(),
                        parts.drivers(),
                        parts.files(),
                        parts.settings().runners(),
                        parts.settings().limits());
        this.projects =
                new ProjectParts(
                        runtime,
                        parts.stores(),
                        parts.node(),
                        parts.settings().limits(),
                        this,
                        actors);
    }

    /** The actor of a runner as the store has it. On the guardian's context. */
    Future<Void> runner(RunnerId id) {
        return supervisor.ensure(specOf(id, LaunchOrder.none()));
    }

    /** The actor of a project. On the guardian's context. */
    Future<Void> project(ProjectKey key) {
        var open = new OpenLaunch();
        return supervisor.ensure(
                new ChildSpec(ActorAddress.of(key), () -> new ProjectActor(key, projects, open)));
    }

    /** An actor that is there already knows nothing of this launch, so it makes way. */
    @Override
    public Future<Void> spawn(RunnerId runner, RunnerSpec spec) {
        var spawned = Promise.<Void>promise();
        var child = specOf(runner, LaunchOrder.of(spec));
        context.runOnContext(
                _ -> supervisor.replace(child).onComplete(spawned::complete, spawned::fail));
        return spawned.future();
    }

    private ChildSpec specOf(RunnerId id, LaunchOrder order) {
        return new ChildSpec(ActorAddress.of(id), () -> new RunnerActor(id, runners, order));
    }
}
