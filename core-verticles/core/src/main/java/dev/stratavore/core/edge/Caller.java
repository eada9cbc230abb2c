package dev.stratavore.core.edge;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.Principal;
import java.util.HexFormat;

/**
 * Who asks, and under which trace.
 *
 * @param traceId 32 hexadecimal digits, as W3C Trace Context has it
 */
record Caller(Principal principal, String traceId) {
    /** Somebody who asks now, under a trace of its own. */
    static Caller now(Principal principal, Ids ids) {
        var id = ids.uuid();
        var hex = HexFormat.of();
        return new Caller(
                principal,
                hex.toHexDigits(id.getMostSignificantBits())
                        + hex.toHexDigits(id.getLeastSignificantBits()));
    }
}
