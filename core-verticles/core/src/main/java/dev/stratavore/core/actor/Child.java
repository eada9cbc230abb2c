package dev.stratavore.core.actor;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What a supervisor knows of one of its actors. */
final class Child {
    final ChildSpec spec;
    final Restarts restarts;
    final Backoff pauses;

    /** The instance that counts; what others say is history. */
    @Nullable Actor<?, ?> actor;

    /** Its deployment; fails if it did not start. */
    Future<String> deployed = Future.failedFuture("not started");

    /** Whether it can be asked; pending while it is being restarted. */
    Future<Void> up = Future.failedFuture("not started");

    /** The end of the instance that counts, once begun. */
    @Nullable Future<Void> undeployed;

    /** Its removal, once begun. */
    @Nullable Future<Void> leaving;

    /** Where commands for it arrive, whichever instance it is. */
    final Reception reception;

    Child(ChildSpec spec, Reception reception, Restarts restarts, Backoff pauses) {
        this.spec = spec;
        this.reception = reception;
        this.restarts = restarts;
        this.pauses = pauses;
    }
}
