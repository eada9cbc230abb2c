package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Agent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How agent drivers are shown. The field names are a contract with scripts. */
public final class AgentView {
    private static final int NO_STATUS = -1;

    private AgentView() {}

    /** A listing in the wanted format. */
    public static void list(List<Agent> agents, Listing listing) {
        if (listing.quiet()) {
            listing.ids(agents.stream().map(Agent::name).toList());
        } else if (listing.isTable()) {
            Table table = new Table("NAME", "AGENT", "VERSION", "PROGRAM", "CAN");
            for (Agent agent : agents) {
                table.row(
                        agent.name(),
                        agent.title(),
                        agent.version(),
                        agent.path().isEmpty() ? "not found: " + agent.installHint() : agent.path(),
                        String.join(", ", agent.abilities()));
            }
            listing.table(table, NO_STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            for (Agent agent : agents) {
                documents.add(document(agent));
            }
            listing.document(documents);
        }
    }

    private static Map<String, @Nullable Object> document(Agent agent) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", agent.name());
        document.put("title", agent.title());
        document.put("path", agent.path().isEmpty() ? null : agent.path());
        document.put("version", agent.version().isEmpty() ? null : agent.version());
        document.put("abilities", agent.abilities());
        document.put("install_hint", agent.installHint().isEmpty() ? null : agent.installHint());
        return document;
    }
}
