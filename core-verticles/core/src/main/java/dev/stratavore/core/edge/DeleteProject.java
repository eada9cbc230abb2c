package dev.stratavore.core.edge;

import dev.stratavore.api.v1.DeleteProjectRequest;
import dev.stratavore.api.v1.Project;
import dev.stratavore.core.port.Catalogue;
import io.vertx.core.Future;

/** Takes a project away; what its runners left stays. */
final class DeleteProject implements Unary<DeleteProjectRequest, Project> {
    private final Catalogue catalogue;
    private final ProjectMessages messages;

    DeleteProject(Catalogue catalogue, ProjectMessages messages) {
        this.catalogue = catalogue;
        this.messages = messages;
    }

    @Override
    public Future<Project> answer(DeleteProjectRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        return catalogue.delete(request.getName(), meta).map(messages::of);
    }
}
