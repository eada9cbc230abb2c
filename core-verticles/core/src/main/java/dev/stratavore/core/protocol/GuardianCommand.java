package dev.stratavore.core.protocol;

/** What the guardian of a node can be told: bring an actor up from the store. */
public sealed interface GuardianCommand extends Command<GuardianReply> {
    @Override
    default Class<GuardianReply> replyType() {
        return GuardianReply.class;
    }

    @Override
    default GuardianReply refusal(RefusalKind kind, String reason, String hint) {
        return new GuardianReply.Refused(kind, reason, hint);
    }

    /** Answers when the runner's actor is up, on the node that owns it. */
    record WakeRunner(RunnerId runner) implements GuardianCommand {}

    /** Answers when the project's actor is up, here. */
    record WakeProject(ProjectKey project) implements GuardianCommand {}
}
