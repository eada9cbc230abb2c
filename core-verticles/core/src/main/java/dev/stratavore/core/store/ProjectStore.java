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

    /** What may be done to a project that is there. */
    sealed interface Alteration {
        /** Changes what is present. */
        record Edit(
                Optional<String> path,
                Optional<String> description,
                Optional<String> agent,
                OptionalInt maxRunners)
                implements Alteration {}

        /** Takes it away, and leaves its runners' history. */
        record Delete() implements Alteration {}
    }

    /** What came of an alteration. */
    sealed interface Altered {
        /**
         * It is done, and its event is written: {@code project.updated} or {@code project.deleted}.
         *
         * @param row as it is now, or was last
         * @param sharing names of other live projects with the same directory
         */
        record Done(ProjectRow row, List<ProjectName> sharing) implements Altered {
            public Done {
                sharing = List.copyOf(sharing);
            }
        }

        /** No project has the name. */
        record NotFound() implements Altered {}

        /** So many of its runners live, which is too many for a deletion. */
        record Live(int runners) implements Altered {}

        /** The command id was used for something else. */
        record OtherCommand() implements Altered {}
    }

    /** Alters it with its event in one transaction; a repeated command answers alike. */
    Future<Altered> alter(ProjectName name, Alteration what, Instant at, CommandMeta meta);

    Future<Optional<ProjectRow>> find(ProjectName name);

    Future<Optional<ProjectRow>> find(ProjectKey key);

    /**
     * By name, ascending. Status filters: {@code active} (with live runners), {@code idle}, {@code
     * archived}; none: all that are not archived.
     */
    Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page);
}
