package dev.stratavore.cli.daemon;

import dev.stratavore.config.StatePaths;
import java.util.List;

/** The process that holds the runners' terminals, as far as a command asks for it. */
public final class PtyHost {
    private PtyHost() {}

    /** Whether one listens, with a daemon or without. */
    public static boolean listens(StatePaths paths) {
        return Sockets.listening(List.of(paths.agentSocket())).isPresent();
    }
}
