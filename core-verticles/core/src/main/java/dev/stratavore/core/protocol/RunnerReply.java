package dev.stratavore.core.protocol;

/** What a runner actor answers. Refusals are values here, never exceptions. */
public sealed interface RunnerReply extends Reply {
    /** Done, or nothing was left to do; the state after it. */
    record Now(RunnerStatus status, int attempt) implements RunnerReply {}

    /** Not in this state, or not of this attempt. */
    record Refused(String reason, String hint) implements RunnerReply {}
}
