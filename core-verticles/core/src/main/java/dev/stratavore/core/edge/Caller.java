package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.Principal;

/** Who asks, and under which trace. */
record Caller(Principal principal, String traceId) {}
