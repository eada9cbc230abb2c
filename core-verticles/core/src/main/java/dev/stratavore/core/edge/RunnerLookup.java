package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerReference;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;

/** Finds runners by what requests call them: an id, the beginning of one, or a name. */
final class RunnerLookup {
    private final RunnerStore store;

    RunnerLookup(RunnerStore store) {
        this.store = store;
    }

    /**
     * @param project narrows names to it; empty: all projects
     */
    Future<RunnerRow> one(String reference, String project) {
        if (reference.isEmpty()) {
            throw Refused.invalid("a runner is needed: an id, the beginning of one, or a name");
        }
        if (!Texts.canBeReference(reference)) {
            throw notFound(reference);
        }
        return store.resolve(reference, ProjectLookup.optionalName(project))
                .map(resolved -> only(reference, resolved));
    }

    private static RunnerRow only(String reference, RunnerStore.Resolved resolved) {
        return switch (resolved) {
            case RunnerStore.Resolved.One(var row) -> row;
            case RunnerStore.Resolved.Several(var candidates) ->
                    throw ambiguous(reference, candidates);
            case RunnerStore.Resolved.None _ -> throw notFound(reference);
        };
    }

    private static Refused ambiguous(String reference, List<RunnerId> candidates) {
        return new Refused(
                new ApiError(
                        Reason.AMBIGUOUS,
                        "'" + reference + "' may mean " + candidates.size() + " runners",
                        "type more of the id",
                        candidates.stream().map(RunnerId::value).toList()));
    }

    static Refused notFound(String reference) {
        return Refused.of(
                Reason.RUNNER_NOT_FOUND,
                "no runner '" + reference + "'",
                (RunnerReference.isTooShort(reference)
                                ? "the beginning of an id needs four characters or more; "
                                : "")
                        + "'stratavore runners --all' lists them");
    }
}
