package dev.stratavore.core.edge;

import java.util.List;

/** Where the edge listens, for {@code status} and {@code health}. */
public record Listeners(List<Listener> all) {
    /** The state of a listener that works. */
    public static final String LISTENING = "listening";

    /** The state of a listener that the configuration turns off. */
    public static final String OFF = "off";

    public Listeners {
        all = List.copyOf(all);
    }

    /**
     * One listener.
     *
     * @param name {@code socket} or {@code grpc}
     * @param address a path, or host and port; empty where it is off
     * @param state {@link #LISTENING}, {@link #OFF} or why it does not listen
     */
    public record Listener(String name, String address, String state) {
        /** Whether it was wanted and does not work. */
        public boolean degraded() {
            return !state.equals(LISTENING) && !state.equals(OFF);
        }
    }
}
