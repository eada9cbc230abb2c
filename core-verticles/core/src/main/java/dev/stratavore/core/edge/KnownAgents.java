package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.DriverCatalog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether there is a driver for an agent, so that no project names one that can never start. */
final class KnownAgents {
    private final Vertx vertx;
    private final DriverCatalog drivers;

    KnownAgents(Vertx vertx, DriverCatalog drivers) {
        this.vertx = vertx;
        this.drivers = drivers;
    }

    /** Fails with a refusal that names the agents there are. */
    Future<Void> known(Optional<String> agent) {
        if (agent.isEmpty()) {
            return Future.succeededFuture();
        }
        return Worker.run(vertx, this::names)
                .map(names -> {
                    if (!names.contains(agent.get())) {
                        throw Refused.of(
                                Reason.INVALID_ARGUMENT,
                                "no agent is called '" + agent.get() + "'",
                                "there are " + String.join(", ", names));
                    }
                    return null;
                });
    }

    private List<String> names() {
        return drivers.agents(Map.of()).stream().map(DriverCatalog.Agent::name).toList();
    }
}
