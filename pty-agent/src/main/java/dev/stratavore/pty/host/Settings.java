package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.HostSettings;

/** The settings that hold now; set on the loop, read anywhere. */
final class Settings {
    private volatile HostSettings current;

    Settings(HostSettings initial) {
        current = initial;
    }

    HostSettings get() {
        return current;
    }

    void set(HostSettings settings) {
        current = settings;
    }
}
