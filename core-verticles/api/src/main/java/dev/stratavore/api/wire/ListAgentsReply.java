package dev.stratavore.api.wire;

import java.util.List;

/** The agent drivers of the node. */
public record ListAgentsReply(List<Agent> agents) implements WireMessage {
    public ListAgentsReply {
        agents = List.copyOf(agents);
    }

    /** Reads one from its decoded fields. */
    public static ListAgentsReply read(Fields fields) {
        return new ListAgentsReply(fields.messages(1, Agent::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, agents);
    }
}
