package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Whether a launch could ever have its places, by the limits as they are now. */
final class Fit {
    private final ProjectStore store;
    private final ProjectQuotas quotas;
    private final EdgeOptions.Defaults defaults;

    Fit(ProjectStore store, ProjectQuotas quotas, EdgeOptions.Defaults defaults) {
        this.store = store;
        this.quotas = quotas;
        this.defaults = defaults;
    }

    /** Why it never can, however many others end; a project that is gone is no matter of this. */
    Future<Optional<Refused>> objection(ProjectKey key, Launcher.Wish wish) {
        if (wish.meta().god()) {
            return Future.succeededFuture(Optional.empty());
        }
        return store.find(key)
                .compose(found ->
                        found.map(project -> objection(project, wish.order().count()))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Refused>> objection(ProjectRow project, int count) {
        return quotas.forLaunch(project)
                .map(wished -> {
                    int limit =
                            defaults.places()
                                    .loweredTo(wished.lowered())
                                    .ofProject(project.maxRunners());
                    return count > limit
                            ? Optional.of(inProject(project, count, limit))
                            : defaults.places().node().stream()
                                    .filter(most -> count > most)
                                    .mapToObj(most -> onNode(count, most))
                                    .findFirst();
                });
    }

    /** More are asked for than the project may have. */
    static Refused inProject(ProjectRow project, int count, int limit) {
        var name = project.name().value();
        return never(
                count,
                "the limit of " + name + " is " + limit,
                "'stratavore quotas set "
                        + name
                        + " max_concurrent_runners "
                        + count
                        + "' raises it");
    }

    /** More are asked for than the node may have. */
    static Refused onNode(int count, int limit) {
        return never(
                count,
                "the limit of the node is " + limit + " (runners.max_total)",
                "ask for fewer, or raise it in the configuration");
    }

    private static Refused never(int count, String why, String hint) {
        return Refused.of(
                Reason.LIMIT_REACHED,
                count + (count == 1 ? " runner" : " runners") + " can never fit: " + why,
                hint);
    }
}
