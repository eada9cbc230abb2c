package dev.stratavore.core.port;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes, changes and deletes projects: checks the name and the directory, then stores. */
public interface Catalogue {
    /**
     * A project as asked for, unchecked.
     *
     * @param mkdir make the directory where it is missing
     * @param limits what it sets for itself
     * @param restart of its runners where a launch does not say
     */
    record Draft(
            String name,
            String path,
            boolean mkdir,
            String description,
            Optional<String> agent,
            Map<QuotaName, Long> limits,
            Optional<RestartPolicy> restart) {
        public Draft {
            limits = Map.copyOf(limits);
        }
    }

    /** Changes of a project as asked for, unchecked; what is absent stays. */
    record Edit(
            String name,
            Optional<String> path,
            Optional<String> description,
            Optional<String> agent,
            OptionalInt maxRunners,
            Optional<RestartPolicy> restart) {}

    /** What came of it. */
    sealed interface Outcome {
        /**
         * It is done.
         *
         * @param row the project as it is, or was before its deletion
         * @param sharing other projects with the same directory
         */
        record Done(ProjectRow row, List<ProjectName> sharing) implements Outcome {
            public Done {
                sharing = List.copyOf(sharing);
            }
        }

        /** It cannot be made like that. */
        record Refused(RefusalKind kind, String reason, String hint) implements Outcome {}
    }

    /** Fails only with {@link dev.stratavore.core.store.StoreUnavailable}. */
    Future<Outcome> create(Draft draft, CommandMeta meta);

    /** Changes it; fails only as {@link #create} does. */
    Future<Outcome> edit(Edit edit, CommandMeta meta);

    /** Takes it away and leaves its history; refused while a runner of it lives. */
    Future<Outcome> delete(String name, CommandMeta meta);
}
