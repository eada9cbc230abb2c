package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.RunnerId;
import java.util.UUID;

/** Where new identifiers come from; any thread may ask. */
public interface Ids {
    /** A runner's id. */
    RunnerId runner();

    /** The id of an agent's conversation. */
    UUID agentSession();

    /** The trace id of a request: 32 hexadecimal digits, as W3C Trace Context has it. */
    String trace();
}
