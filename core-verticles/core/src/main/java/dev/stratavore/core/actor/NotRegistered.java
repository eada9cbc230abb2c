package dev.stratavore.core.actor;

/** An actor's address could not be registered in the cluster; that passes. */
final class NotRegistered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRegistered(String address, Throwable cause) {
        super("no registration of " + address, cause);
    }
}
