package dev.stratavore.core.edge;

import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which runners a kill or a pause is for: those named, else the project's live ones, else the
 * caller's, or everybody's in god mode.
 */
final class KillTargets {
    private static final int MAX_NAMED = 1_000;

    private final ProjectLookup projects;
    private final RunnerLookup runners;
    private final LiveRunners live;

    /**
     * One of them.
     *
     * @param reference as the caller named it
     * @param row fails where there is none
     */
    record Target(String reference, Future<RunnerRow> row) {
        static Target of(RunnerRow row) {
            return new Target(row.id().value(), Future.succeededFuture(row));
        }
    }

    KillTargets(ProjectLookup projects, RunnerLookup runners, LiveRunners live) {
        this.projects = projects;
        this.runners = runners;
        this.live = live;
    }

    /** Of an ended runner that would be started again by itself, too. */
    Future<List<Target>> toEnd(KillRequest request, Caller caller) {
        return of(request.getRunnersList(), request.getProject(), caller, live::andOwedRestarts);
    }

    /** Live ones alone, where none is named. */
    Future<List<Target>> toChange(List<String> references, String project, Caller caller) {
        return of(references, project, caller, live::of);
    }

    private Future<List<Target>> of(
            List<String> references,
            String of,
            Caller caller,
            Function<Optional<ProjectName>, Future<List<RunnerRow>>> unnamed) {
        Ranges.within("the number of runners", references.size(), 0, MAX_NAMED);
        var project = projects.optional(of);
        if (!references.isEmpty()) {
            return project.map(_ -> named(references, of));
        }
        return project.compose(name ->
                unnamed.apply(name)
                        .map(rows ->
                                rows.stream()
                                        .filter(row -> isMeant(row, name.isPresent(), caller))
                                        .map(Target::of)
                                        .toList()));
    }

    private List<Target> named(List<String> references, String project) {
        return new LinkedHashSet<>(references)
                .stream()
                        .map(reference -> new Target(reference, find(reference, project)))
                        .toList();
    }

    private Future<RunnerRow> find(String reference, String project) {
        try {
            return runners.one(reference, project);
        } catch (Refused refused) {
            return Future.failedFuture(refused);
        }
    }

    private static boolean isMeant(RunnerRow row, boolean ofProject, Caller caller) {
        return ofProject || caller.god() || row.owner().equals(caller.principal());
    }
}
