package dev.stratavore.core.port;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * How the edge and the supervisor reach the actors, wherever they live. May be called from any
 * thread.
 */
public interface Actors {
    /**
     * Sends a command and answers with its reply. An actor that is not up is brought up from the
     * store first. Refusals are values of the reply, among them a full mailbox ({@code LIMIT}), a
     * database that does not answer or an actor that is down ({@code UNAVAILABLE}), and a runner or
     * project that does not exist ({@code NOT_FOUND}). Fails with {@link NoAnswer} when no answer
     * came.
     */
    <R extends Reply> Future<R> ask(Command<R> command);

    /**
     * Calls back, on the caller's context, after each change of the runner. A nudge and not the
     * truth: read the store then. A nudge may be lost or come twice.
     *
     * @return ends the watch
     */
    Runnable watch(RunnerId runner, Runnable nudge);

    /**
     * Calls back, on the caller's context, with the project of each runner that has ended and of
     * each limit that has changed, on whichever node. A nudge like those of {@link #watch}.
     *
     * @return ends the watch
     */
    Runnable watchEnds(Consumer<ProjectKey> nudge);

    /** Tells who watches that the project has other limits now. */
    void limitsChanged(ProjectKey project);
}
