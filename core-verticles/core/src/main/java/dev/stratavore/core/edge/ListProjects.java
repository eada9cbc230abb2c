package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ListProjectsReply;
import dev.stratavore.api.v1.ListProjectsRequest;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Projects by name, in pages. */
final class ListProjects implements Unary<ListProjectsRequest, ListProjectsReply> {
    private static final List<String> STATUSES = List.of("active", "idle", "archived");

    private final ProjectStore store;
    private final ProjectMessages messages;

    ListProjects(ProjectStore store, ProjectMessages messages) {
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Future<ListProjectsReply> answer(ListProjectsRequest request, Caller caller) {
        var page = Pages.request(request.getPageSize(), request.getPageToken());
        return store.list(status(request.getStatus()), page)
                .map(found ->
                        ListProjectsReply.newBuilder()
                                .addAllProjects(found.items().stream().map(messages::of).toList())
                                .setNextPageToken(Pages.next(found))
                                .build());
    }

    private static Optional<String> status(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (!STATUSES.contains(word)) {
            throw Refused.invalid(
                    "no project status '" + word + "': it is " + String.join(", ", STATUSES));
        }
        return Optional.of(word);
    }
}
