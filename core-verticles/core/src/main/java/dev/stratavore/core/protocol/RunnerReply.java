package dev.stratavore.core.protocol;

/** What a runner actor answers. Refusals are values here, never exceptions. */
public sealed interface RunnerReply extends Reply {
    /** Done, or nothing was left to do; the state after it. */
    record Now(RunnerStatus status, int attempt) implements RunnerReply {}

    /** Not carried out: nothing of it happened. */
    record Refused(RefusalKind kind, String reason, String hint) implements RunnerReply {}
}
