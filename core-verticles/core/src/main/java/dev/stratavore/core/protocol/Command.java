package dev.stratavore.core.protocol;

/**
 * A message to an actor, which carries the type of its answer.
 *
 * @param <R> the closed set of answers
 */
public sealed interface Command<R extends Reply> permits RunnerCommand, ProjectCommand {
    /** The answer's type, for a checked cast at the asking end. */
    Class<R> replyType();

    /**
     * The refusal among the answers, for whoever turns the command down before its actor sees it.
     */
    R refusal(RefusalKind kind, String reason, String hint);
}
