package dev.stratavore.supervisor.host;

/**
 * The connection to the pty host ended before the answer: whether the request was carried out is
 * unknown.
 */
public final class HostGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostGone(String message) {
        super(message);
    }
}
