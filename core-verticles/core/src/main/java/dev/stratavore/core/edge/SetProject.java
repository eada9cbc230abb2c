package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Project;
import dev.stratavore.api.v1.SetProjectRequest;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Catalogue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.OptionalInt;

/** Changes a project; whoever waits for a place in it may have one now. */
final class SetProject implements Unary<SetProjectRequest, Project> {
    private final Vertx vertx;
    private final Catalogue catalogue;
    private final Actors actors;
    private final KnownAgents agents;
    private final ProjectMessages messages;
    private final PlaceQueues queues;

    SetProject(
            Vertx vertx,
            Catalogue catalogue,
            Actors actors,
            KnownAgents agents,
            ProjectMessages messages,
            PlaceQueues queues) {
        this.vertx = vertx;
        this.catalogue = catalogue;
        this.actors = actors;
        this.agents = agents;
        this.messages = messages;
        this.queues = queues;
    }

    @Override
    public Future<Project> answer(SetProjectRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        var edit = edit(request);
        var changed = agents.known(edit.agent()).compose(_ -> catalogue.edit(edit, meta));
        return Hop.back(vertx, changed)
                .map(outcome -> {
                    if (outcome instanceof Catalogue.Outcome.Done done) {
                        actors.limitsChanged(done.row().key());
                        queues.limitsChanged(done.row().key());
                    }
                    return messages.of(outcome);
                });
    }

    private static Catalogue.Edit edit(SetProjectRequest request) {
        int most = CreateProject.MAX_RUNNERS;
        int maxRunners = Ranges.within("max_runners", request.getMaxRunners(), 0, most);
        var description = Texts.line("description", request.getDescription(), Texts.MAX_LINE);
        return new Catalogue.Edit(
                request.getName(),
                Texts.optional("path", request.getPath(), Texts.MAX_LINE),
                request.getDescribe() ? Optional.of(description) : Optional.empty(),
                Texts.optional("agent", request.getAgent(), Texts.MAX_WORD),
                maxRunners == 0 ? OptionalInt.empty() : OptionalInt.of(maxRunners),
                request.hasMaxRestarts()
                        ? Optional.of(Restarting.policy(request.getMaxRestarts()))
                        : Optional.empty());
    }
}
