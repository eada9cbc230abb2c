package dev.stratavore.config;

import java.io.IOException;

/**
 * A directory of the node cannot be used: it belongs to somebody else, is open to others, is no
 * directory, or cannot be made. The message is one line for the user; the exit code is 78.
 */
public final class UnusableDirectoryException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableDirectoryException(String message) {
        super(message);
    }
}
