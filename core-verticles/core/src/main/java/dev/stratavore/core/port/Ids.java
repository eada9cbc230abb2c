package dev.stratavore.core.port;

import dev.stratavore.core.protocol.RunnerId;
import java.util.UUID;

/** Where new identifiers come from. Implementations may be called from any thread. */
public interface Ids {
    /** A fresh UUIDv7, for what is ours. */
    UUID uuid();

    /** A fresh UUIDv4, for programs of others, which may know no later version. */
    UUID randomUuid();

    /** A fresh id of 60 random bits. */
    RunnerId runnerId();
}
