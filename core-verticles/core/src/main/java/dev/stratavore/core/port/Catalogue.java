package dev.stratavore.core.port;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes projects: checks the name and the directory, then stores. */
public interface Catalogue {
    /**
     * A project as asked for, unchecked.
     *
     * @param mkdir make the directory where it is missing
     */
    record Draft(
            String name,
            String path,
            boolean mkdir,
            String description,
            Optional<String> agent,
            OptionalInt maxRunners) {}

    /** What came of it. */
    sealed interface Outcome {
        /**
         * It exists.
         *
         * @param sharing other projects with the same directory
         */
        record Created(ProjectRow row, List<ProjectName> sharing) implements Outcome {
            public Created {
                sharing = List.copyOf(sharing);
            }
        }

        /** It cannot be made like that. */
        record Refused(RefusalKind kind, String reason, String hint) implements Outcome {}
    }

    /** Fails only with {@link dev.stratavore.core.store.StoreUnavailable}. */
    Future<Outcome> create(Draft draft, CommandMeta meta);
}
