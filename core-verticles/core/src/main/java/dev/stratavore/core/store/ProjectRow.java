package dev.stratavore.core.store;

import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A project as stored.
 *
 * @param agent the project's default agent, else the configured one
 * @param maxRunners its own limit, else the configured one
 * @param liveRunners runners that have not ended
 * @param restart of its runners where a launch does not say; empty: the configured policy
 */
public record ProjectRow(
        ProjectKey key,
        ProjectName name,
        String path,
        String description,
        Optional<String> agent,
        OptionalInt maxRunners,
        Principal owner,
        boolean archived,
        Instant createdAt,
        int liveRunners,
        Optional<RestartPolicy> restart) {
    /** Of one that leaves restarts to the configuration. */
    public ProjectRow(
            ProjectKey key,
            ProjectName name,
            String path,
            String description,
            Optional<String> agent,
            OptionalInt maxRunners,
            Principal owner,
            boolean archived,
            Instant createdAt,
            int liveRunners) {
        this(
                key,
                name,
                path,
                description,
                agent,
                maxRunners,
                owner,
                archived,
                createdAt,
                liveRunners,
                Optional.empty());
    }
}
