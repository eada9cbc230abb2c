package dev.stratavore.core.port;

/**
 * An actor was asked and did not answer, so whether the command was carried out is unknown; asking
 * again with the same command id is safe and tells. The only failure of {@link Actors#ask} beside
 * bugs.
 */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
