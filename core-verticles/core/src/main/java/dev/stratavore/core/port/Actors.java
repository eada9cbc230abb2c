package dev.stratavore.core.port;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.Future;

/** How the edge and the supervisor reach the actors, wherever they live. */
public interface Actors {
    /**
     * Sends a command and answers with its reply. Fails when no answer came: then whether it was
     * carried out is unknown, and a repetition with the same command id tells.
     */
    <R extends Reply> Future<R> ask(Command<R> command);

    /**
     * Calls back, on the caller's context, after each change of the runner. A nudge and not the
     * truth: read the store then. A nudge may be lost or come twice.
     *
     * @return ends the watch
     */
    Runnable watch(RunnerId runner, Runnable nudge);
}
