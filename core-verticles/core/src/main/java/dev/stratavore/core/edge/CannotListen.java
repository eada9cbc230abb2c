package dev.stratavore.core.edge;

/**
 * A listener that the configuration asks for cannot be had: the port is taken, or its token file is
 * not to be trusted. The message is one line for a person; the daemon ends with the exit code for
 * configuration errors.
 */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotListen(String message) {
        super(message);
    }
}
