package dev.stratavore.core.edge;

/**
 * Where a streaming service puts its parts; on the context of the call only. Once the call has
 * ended, what is written is void.
 */
interface Outlet<R> {
    /** Whether anybody still listens. */
    boolean open();

    /** Whether the client has fallen behind; a part is still taken, but the writer should wait. */
    boolean full();

    void write(R part);

    /** The good end. */
    void end();

    /** The end with a refusal, or with a bug. */
    void fail(Throwable failure);

    /** Called each time that there is room again. */
    void onRoom(Runnable action);

    /** Called once, when the call has ended, by whichever side; at once if it has already. */
    void onEnd(Runnable action);
}
