package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds projects by the names in requests. */
final class ProjectLookup {
    private final ProjectStore store;

    ProjectLookup(ProjectStore store) {
        this.store = store;
    }

    /** What a listing is narrowed to: nothing, or a project that there is. */
    Future<Optional<ProjectName>> optional(String text) {
        return text.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : named(text, "'stratavore projects' lists them")
                        .map(row -> Optional.of(row.name()));
    }

    /**
     * @param hint how to get a project of that name, where the name itself is a possible one
     */
    Future<ProjectRow> named(String text, String hint) {
        return store.find(name(text)).map(found -> found.orElseThrow(() -> notFound(text, hint)));
    }

    /** The name, which need not be that of a project; refused if it cannot be one. */
    static ProjectName name(String text) {
        if (text.isEmpty()) {
            throw Refused.invalid("a project is needed");
        }
        ProjectName.problemWith(text)
                .ifPresent(problem -> {
                    throw notFound(text, problem);
                });
        return new ProjectName(text);
    }

    /** The same where no name means no narrowing. */
    static Optional<ProjectName> optionalName(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(name(text));
    }

    static Refused notFound(String name, String hint) {
        return Refused.of(Reason.PROJECT_NOT_FOUND, "no project '" + name + "'", hint);
    }
}
