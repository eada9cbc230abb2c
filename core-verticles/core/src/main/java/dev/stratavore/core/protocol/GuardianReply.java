package dev.stratavore.core.protocol;

/** What the guardian of a node answers. */
public sealed interface GuardianReply extends Reply {
    /** The actor is registered on the event bus. */
    record Up() implements GuardianReply {}

    /** There is no such actor, or it cannot be brought up now. */
    record Refused(RefusalKind kind, String reason, String hint) implements GuardianReply {}
}
