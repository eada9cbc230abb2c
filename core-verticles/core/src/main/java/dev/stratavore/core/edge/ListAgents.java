package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Agent;
import dev.stratavore.api.v1.ListAgentsReply;
import dev.stratavore.api.v1.ListAgentsRequest;
import dev.stratavore.core.port.DriverCatalog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The agents that the drivers know, and which of them the caller's PATH has. */
final class ListAgents implements Unary<ListAgentsRequest, ListAgentsReply> {
    private final Vertx vertx;
    private final DriverCatalog drivers;

    ListAgents(Vertx vertx, DriverCatalog drivers) {
        this.vertx = vertx;
        this.drivers = drivers;
    }

    @Override
    public Future<ListAgentsReply> answer(ListAgentsRequest request, Caller caller) {
        var environment = Environments.of(request.getEnvList());
        return Worker.run(vertx, () -> drivers.agents(environment))
                .map(agents ->
                        ListAgentsReply.newBuilder()
                                .addAllAgents(agents.stream().map(ListAgents::message).toList())
                                .build());
    }

    private static Agent message(DriverCatalog.Agent agent) {
        return Agent.newBuilder()
                .setName(agent.name())
                .setTitle(agent.title())
                .setPath(agent.path().orElse(""))
                .setVersion(agent.version().orElse(""))
                .addAllAbilities(agent.abilities())
                .setInstallHint(agent.path().isPresent() ? "" : agent.installHint())
                .build();
    }
}
