package dev.stratavore.core.edge;

import io.vertx.core.Future;
import io.vertx.grpc.server.GrpcServer;

/** One way in. On the edge's context only; started once. */
interface EdgeListener {
    /** Where it listens, or why not. Fails where the daemon cannot start like that. */
    Future<Listeners.Listener> start();

    /** Accepts nothing more and ends when the calls under way have, or the time is over. */
    Future<Void> close(long drainMillis);

    /** Adds the services to a listener's server. */
    @FunctionalInterface
    interface Binder {
        void bind(GrpcServer server, Entry entry);
    }
}
