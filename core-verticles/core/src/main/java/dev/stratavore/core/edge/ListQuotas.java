package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ListQuotasReply;
import dev.stratavore.api.v1.ListQuotasRequest;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The limits of one project, or of all in pages. */
final class ListQuotas implements Unary<ListQuotasRequest, ListQuotasReply> {
    private final ProjectStore store;
    private final ProjectLookup projects;
    private final ProjectQuotas quotas;

    ListQuotas(ProjectStore store, ProjectLookup projects, ProjectQuotas quotas) {
        this.store = store;
        this.projects = projects;
        this.quotas = quotas;
    }

    @Override
    public Future<ListQuotasReply> answer(ListQuotasRequest request, Caller caller) {
        if (!request.getProject().isEmpty()) {
            return projects.named(request.getProject(), "'stratavore projects' lists them")
                    .compose(project -> quotas.of(List.of(project)))
                    .map(found -> ListQuotasReply.newBuilder().addAllQuotas(found).build());
        }
        var page = Pages.request(request.getPageSize(), request.getPageToken());
        return store.list(Optional.empty(), page)
                .compose(rows ->
                        quotas.of(rows.items())
                                .map(found ->
                                        ListQuotasReply.newBuilder()
                                                .addAllQuotas(found)
                                                .setNextPageToken(Pages.next(rows))
                                                .build()));
    }
}
