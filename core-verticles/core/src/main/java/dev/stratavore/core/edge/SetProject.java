package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Project;
import dev.stratavore.api.v1.SetProjectRequest;
import dev.stratavore.core.port.Catalogue;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalInt;

/** Changes a project. */
final class SetProject implements Unary<SetProjectRequest, Project> {
    private final Catalogue catalogue;
    private final KnownAgents agents;
    private final ProjectMessages messages;

    SetProject(Catalogue catalogue, KnownAgents agents, ProjectMessages messages) {
        this.catalogue = catalogue;
        this.agents = agents;
        this.messages = messages;
    }

    @Override
    public Future<Project> answer(SetProjectRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        var edit = edit(request);
        return agents.known(edit.agent())
                .compose(_ -> catalogue.edit(edit, meta))
                .map(messages::of);
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
                maxRunners == 0 ? OptionalInt.empty() : OptionalInt.of(maxRunners));
    }
}
