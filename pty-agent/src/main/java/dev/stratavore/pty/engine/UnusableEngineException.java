package dev.stratavore.pty.engine;

import java.io.IOException;

/** The engine that was asked for does not work on this system; the message says why. */
public final class UnusableEngineException extends IOException {
    UnusableEngineException(String message, IOException cause) {
        super(message, cause);
    }
}
