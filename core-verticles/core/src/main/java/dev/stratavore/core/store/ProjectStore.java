package dev.stratavore.core.store;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Projects, durable. Futures fail with {@link StoreUnavailable}, that of a listing also with {@link
 * InvalidToken}.
 */
public interface ProjectStore {
    /** A project that is to be. */
    record NewProject(
            ProjectName name,
            String path,
            String description,
            Optional<String> agent,
            OptionalInt maxRunners,
            Instant at) {}

    /** What came of a creation. */
    sealed interface Created {
        /**
         * It exists now, and the event {@code project.created} with it.
         *
         * @param sharing names of other live projects with the same directory
         */
        record Done(ProjectRow row, List<ProjectName> sharing) implements Created {
            public Done {
                sharing = List.copyOf(sharing);
            }
        }

        /** A live project has the name. */
        record NameTaken(ProjectRow holder) implements Created {}

        /** The command id was used for something else. */
        record OtherCommand() implements Created {}
    }

    /**
     * Creates it with its event and outbox row in one transaction; a repeated command answers
     * alike.
     */
    Future<Created> create(NewProject project, CommandMeta meta);

    Future<Optional<ProjectRow>> find(ProjectName name);

    Future<Optional<ProjectRow>> find(ProjectKey key);

    /**
     * By name, ascending. Status filters: {@code active} (with live runners), {@code idle}, {@code
     * archived}; none: all that are not archived.
     */
    Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page);
}
