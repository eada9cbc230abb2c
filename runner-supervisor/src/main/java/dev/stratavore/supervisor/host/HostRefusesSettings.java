package dev.stratavore.supervisor.host;

import java.io.IOException;

/** The pty host ended at once because it cannot work with what it was told. */
public final class HostRefusesSettings extends IOException {
    private static final long serialVersionUID = 1L;

    HostRefusesSettings(String message, Throwable cause) {
        super(message, cause);
    }
}
