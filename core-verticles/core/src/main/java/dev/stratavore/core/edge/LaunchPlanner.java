package dev.stratavore.core.edge;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lets the drivers plan the runners of an order, on a worker thread since they read files. */
final class LaunchPlanner {
    private final Vertx vertx;
    private final TreeWorkers trees;
    private final DriverCatalog drivers;
    private final Ids ids;
    private final EdgeOptions.Defaults defaults;

    /** All of an order's runners, and the remarks for the user, each once. */
    record Plan(List<RunnerSpec> runners, Set<String> notices) {}

    LaunchPlanner(
            Vertx vertx,
            TreeWorkers trees,
            DriverCatalog drivers,
            Ids ids,
            EdgeOptions.Defaults defaults) {
        this.vertx = vertx;
        this.trees = trees;
        this.drivers = drivers;
        this.ids = ids;
        this.defaults = defaults;
    }

    Future<Plan> plan(LaunchOrder order, ProjectRow project) {
        return order.options().worktree().isPresent()
                ? trees.run(() -> planAll(order, project))
                : Worker.run(vertx, () -> planAll(order, project));
    }

    private Plan planAll(LaunchOrder order, ProjectRow project) {
        var agent = project.agent().orElse(defaults.agent());
        var restart = project.restart().orElse(defaults.restart());
        var runners = new ArrayList<RunnerSpec>(order.count());
        var notices = new LinkedHashSet<String>();
        for (int i = 0; i < order.count(); i++) {
            // The directory is the project's, whatever the client believes it to be.
            var wish = order.wish(ids.runnerId(), ids.randomUuid(), agent, restart, project.path());
            switch (drivers.plan(wish)) {
                case DriverCatalog.Plan.Ready(var spec, var remarks) -> {
                    runners.add(spec);
                    notices.addAll(remarks);
                }
                case DriverCatalog.Plan.Refused(var kind, var reason, var hint) ->
                        throw Refusals.of(kind, reason, hint);
            }
        }
        return new Plan(runners, notices);
    }
}
