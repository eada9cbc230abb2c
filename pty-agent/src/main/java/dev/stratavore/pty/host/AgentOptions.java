package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.UnixSockets;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code stratavore-agent}. */
record AgentOptions(Path state, String socket) {
    /** The socket is made under a longer name first, see {@link Acceptor}. */
    private static final int MOST_SOCKET_BYTES = UnixSockets.MAX_PATH - Acceptor.ASIDE.length();

    static final String USAGE = "usage: stratavore-agent --state DIR --socket PATH";

    /** What the arguments mean. */
    sealed interface Parsed {
        record Run(AgentOptions options) implements Parsed {}

        record Wrong(String message) implements Parsed {}
    }

    static Parsed parse(List<String> arguments) {
        String state = null;
        String socket = null;
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.equals("--state") && !name.equals("--socket")) {
                return new Parsed.Wrong("unknown argument " + name + "; " + USAGE);
            }
            if (i + 1 == arguments.size()) {
                return new Parsed.Wrong(name + " needs a value; " + USAGE);
            }
            if (name.equals("--state")) {
                state = arguments.get(i + 1);
            } else {
                socket = arguments.get(i + 1);
            }
        }
        return of(state, socket);
    }

    private static Parsed of(@Nullable String state, @Nullable String socket) {
        if (state == null || socket == null) {
            return new Parsed.Wrong(
                    (state == null ? "--state" : "--socket") + " is missing; " + USAGE);
        }
        if (!state.startsWith("/") || !socket.startsWith("/")) {
            return new Parsed.Wrong("both paths must be absolute; " + USAGE);
        }
        if (socket.getBytes(StandardCharsets.UTF_8).length > MOST_SOCKET_BYTES) {
            return new Parsed.Wrong(
                    "the socket's path is longer than " + MOST_SOCKET_BYTES + " bytes: " + socket);
        }
        try {
            return new Parsed.Run(new AgentOptions(Path.of(state), socket));
        } catch (InvalidPathException e) {
            return new Parsed.Wrong("the locale cannot express the path " + e.getInput());
        }
    }
}
