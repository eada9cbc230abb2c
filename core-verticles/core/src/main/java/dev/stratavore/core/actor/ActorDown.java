package dev.stratavore.core.actor;

/** An actor failed too often and stays down; the message is for people. */
public final class ActorDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ActorDown(String message, Throwable cause) {
        super(message, cause);
    }
}
