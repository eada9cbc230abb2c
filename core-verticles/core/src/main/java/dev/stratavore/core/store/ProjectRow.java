package dev.stratavore.core.store;

import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A project as stored.
 *
 * @param agent the project's default agent, else the configured one
 * @param maxRunners its own limit, else the configured one
 * @param liveRunners runners that have not ended
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
        int liveRunners) {}
