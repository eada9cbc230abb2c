package dev.stratavore.core.edge;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.Principal;
import java.util.HexFormat;

/**
 * Who asks, and under which trace.
 *
 * @param traceId 32 hexadecimal digits, as W3C Trace Context has it
 * @param god whether quotas and ownership do not hold for the call, which is recorded then
 */
record Caller(Principal principal, String traceId, boolean god) {
    Caller(Principal principal, String traceId) {
        this(principal, traceId, false);
    }

    /** Somebody who asks now, under a trace of its own. */
    static Caller now(Principal principal, Ids ids, boolean god) {
        var id = ids.uuid();
        var hex = HexFormat.of();
        return new Caller(
                principal,
                hex.toHexDigits(id.getMostSignificantBits())
                        + hex.toHexDigits(id.getLeastSignificantBits()),
                god);
    }
}
