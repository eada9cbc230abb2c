package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks actors; that no answer came becomes a refusal that says so. */
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final Actors actors;

    Asking(Actors actors) {
        this.actors = actors;
    }

    <R extends Reply> Future<R> ask(Command<R> command) {
        return actors.ask(command).recover(failure -> Future.failedFuture(unanswered(failure)));
    }

    private static Throwable unanswered(Throwable failure) {
        if (!(failure instanceof NoAnswer)) {
            return failure;
        }
        LOG.warn("event=command-unanswered cause={}", failure.toString());
        return Refused.of(
                Reason.UNAVAILABLE,
                "no answer came in time, so whether it was done is unknown",
                "look with 'stratavore runners', then try again");
    }
}
