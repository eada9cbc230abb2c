package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;

/** What every actor says alike when it cannot do what it is asked. */
public final class Refusals {
    private static final String LATER = "try again in a moment";

    private Refusals() {}

    /** The store failed, so whether the change happened is unknown; a repetition tells. */
    public static <R extends Reply> R databaseDown(Command<R> command) {
        return command.refusal(RefusalKind.UNAVAILABLE, "the database does not answer", LATER);
    }

    /** A later daemon of the node owns everything now. */
    public static <R extends Reply> R leaseLost(Command<R> command) {
        return command.refusal(
                RefusalKind.UNAVAILABLE, "another daemon of this node has taken over", LATER);
    }

    /** The command id stands for another command. */
    public static <R extends Reply> R otherCommand(Command<R> command) {
        return command.refusal(
                RefusalKind.CONFLICT,
                "the command id was used for something else",
                "every command needs an id of its own");
    }

    /** A bound of memory is reached. */
    public static <R extends Reply> R busy(Command<R> command) {
        return command.refusal(
                RefusalKind.LIMIT, ActorAddress.of(command) + " has too much to do", LATER);
    }

    /** There is no actor, and none came up. */
    public static <R extends Reply> R nobodyAnswers(Command<R> command) {
        return command.refusal(
                RefusalKind.UNAVAILABLE, "nobody answers at " + ActorAddress.of(command), LATER);
    }

    /** The actor stays down for this reason. */
    public static <R extends Reply> R down(Command<R> command, String reason) {
        return command.refusal(
                RefusalKind.UNAVAILABLE,
                reason,
                "see the daemon's log; a restart of the daemon tries again");
    }
}
