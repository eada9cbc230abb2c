package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Project;
import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.ProjectRow;
import java.util.List;
import java.util.stream.Collectors;

/** Projects as the API shows them, with the defaults that hold for them filled in. */
final class ProjectMessages {
    private final EdgeOptions.Defaults defaults;

    ProjectMessages(EdgeOptions.Defaults defaults) {
        this.defaults = defaults;
    }

    Project of(ProjectRow row) {
        return of(row, List.of());
    }

    /** The project that something was done to. */
    Project of(Catalogue.Outcome outcome) {
        return switch (outcome) {
            case Catalogue.Outcome.Done(var row, var sharing) -> of(row, sharing);
            case Catalogue.Outcome.Refused(var kind, var reason, var hint) ->
                    throw Refusals.of(kind, reason, hint);
        };
    }

    /**
     * @param sharing other projects with the same directory
     */
    Project of(ProjectRow row, List<ProjectName> sharing) {
        return Project.newBuilder()
                .setKey(row.key().value())
                .setName(row.name().value())
                .setPath(row.path())
                .setDescription(row.description())
                .setStatus(status(row))
                .setAgent(row.agent().orElse(defaults.agent()))
                .setMaxRunners(row.maxRunners().orElse(defaults.maxRunners()))
                .setLiveRunners(row.liveRunners())
                .setOwner(row.owner().value())
                .setCreatedAt(row.createdAt().toEpochMilli())
                .setMaxRestarts(row.restart().orElse(defaults.restart()).most())
                .setWarning(warning(sharing))
                .build();
    }

    private static String status(ProjectRow row) {
        if (row.archived()) {
            return "archived";
        }
        return row.liveRunners() > 0 ? "active" : "idle";
    }

    private static String warning(List<ProjectName> sharing) {
        return sharing.isEmpty()
                ? ""
                : sharing.stream()
                        .map(ProjectName::value)
                        .collect(Collectors.joining(", ", "shares its directory with ", ""));
    }
}
