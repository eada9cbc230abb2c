package dev.stratavore.core.project;

import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.store.ProjectRow;
import java.util.Optional;

/** What came of the wish for a project. */
public sealed interface ProjectCreation {
    /**
     * It exists.
     *
     * @param warning one line for a person, for example that the directory is shared
     */
    record Created(ProjectRow row, Optional<String> warning) implements ProjectCreation {}

    /** It does not, and nothing is left of the attempt. */
    record Refused(RefusalKind kind, String reason, String hint) implements ProjectCreation {}
}
