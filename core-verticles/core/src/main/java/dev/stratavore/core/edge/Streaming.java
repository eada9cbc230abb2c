package dev.stratavore.core.edge;

/** A method with any number of answers. */
@FunctionalInterface
interface Streaming<Q, R> {
    /** Called on the context of the call; a refusal may be thrown. */
    void open(Q request, Caller caller, Outlet<R> outlet);
}
