package dev.stratavore.core.edge;

import io.vertx.core.Future;

/** A method with one answer. */
@FunctionalInterface
interface Unary<Q, R> {
    /** Called on the context of the call; the future may complete on any thread. */
    Future<R> answer(Q request, Caller caller);
}
