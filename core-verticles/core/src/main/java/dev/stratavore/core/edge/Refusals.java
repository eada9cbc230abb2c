package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.RefusalKind;

/** What the actors' refusals are on the wire. */
final class Refusals {
    private Refusals() {}

    static Refused of(RefusalKind kind, String message, String hint) {
        return Refused.of(reason(kind), message, hint);
    }

    private static Reason reason(RefusalKind kind) {
        return switch (kind) {
            case INVALID -> Reason.INVALID_ARGUMENT;
            case NOT_FOUND -> Reason.NOT_FOUND;
            case AMBIGUOUS -> Reason.AMBIGUOUS;
            case CONFLICT -> Reason.CONFLICT;
            case LIMIT -> Reason.LIMIT_REACHED;
            case DENIED -> Reason.DENIED;
            case CONFIGURATION -> Reason.PROJECT_FILE;
            case UNAVAILABLE -> Reason.UNAVAILABLE;
        };
    }
}
