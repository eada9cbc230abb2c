package dev.stratavore.core.runner;

import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps what the host told while the store does not answer, and tries again with growing pauses
 * until it is durable. Facts that come meanwhile wait behind, so that their order stays.
 */
final class FactKeeper {
    /** Handles a fact; fails with {@link StoreUnavailable} if it is not durable. */
    @FunctionalInterface
    interface Handler {
        Future<Void> handle(RunnerCommand fact, Asker<RunnerReply> asker);
    }

    /** A turn of the actor after a while. */
    @FunctionalInterface
    interface Later {
        void later(Duration pause, Supplier<Future<Void>> turn);
    }

    private final FactQueue facts;
    private final Backoff pauses;
    private final Handler handler;
    private final Later later;

    FactKeeper(ActorSettings settings, Handler handler, Later later) {
        this.facts = new FactQueue(settings.mailboxCapacity());
        this.pauses = new Backoff(settings.retryFirst(), settings.retryMost());
        this.handler = handler;
        this.later = later;
    }

    /** Whether a fact has to wait its turn. */
    boolean holdsBack() {
        return !facts.isEmpty();
    }

    /** Tries the fact later, behind those that wait. */
    void keep(RunnerCommand fact, Asker<RunnerReply> asker) {
        boolean first = facts.isEmpty();
        if (!facts.add(fact, asker)) {
            asker.answer(Refusals.busy(fact));
        }
        if (first) {
            tryLater();
        }
    }

    /** Tells everybody who waits that the actor goes. */
    void drop() {
        facts.drop();
    }

    private void tryLater() {
        later.later(pauses.next(), this::tryAgain);
    }

    private Future<Void> tryAgain() {
        var entry = facts.first();
        if (entry.isEmpty()) {
            pauses.reset();
            return Future.succeededFuture();
        }
        return handler.handle(entry.get().fact(), entry.get())
                .compose(
                        _ -> {
                            facts.removeFirst();
                            return tryAgain();
                        },
                        cause -> {
                            if (!(cause instanceof StoreUnavailable)) {
                                return Future.failedFuture(cause);
                            }
                            tryLater();
                            return Future.succeededFuture();
                        });
    }
}
