package dev.stratavore.core.store;

/**
 * The database did not answer, so whether the change happened is unknown: the caller repeats it
 * with the same command id. The only failure that a store's futures have beside bugs.
 */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
