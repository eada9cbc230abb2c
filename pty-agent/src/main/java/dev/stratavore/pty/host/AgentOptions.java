package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.EngineKind;
import dev.stratavore.pty.loop.UnixSockets;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arguments of {@code stratavore-agent}.
 *
 * @param log the log's files; empty: standard error as it is
 */
record AgentOptions(
        Path state,
        String socket,
        Optional<RollingLog.LogFiles> log,
        HostLog.Style style,
        EngineKind engine) {
    /** The socket is made under a longer name first, see {@link Acceptor}. */
    private static final int MOST_SOCKET_BYTES = UnixSockets.MAX_PATH - Acceptor.ASIDE.length();

    static final String USAGE =
            "usage: stratavore-agent --state DIR --socket PATH"
                    + " [--log FILE --log-bytes N --log-files N]"
                    + " [--log-level LEVEL] [--log-format text|json]"
                    + " [--pty-engine auto|ffm|pty4j]";

    private static final String STATE = "--state";
    private static final String SOCKET = "--socket";
    private static final String LOG = "--log";
    private static final String LOG_BYTES = "--log-bytes";
    private static final String LOG_FILES = "--log-files";
    private static final String LOG_LEVEL = "--log-level";
    private static final String LOG_FORMAT = "--log-format";
    private static final String ENGINE = "--pty-engine";
    private static final Set<String> NAMES =
            Set.of(STATE, SOCKET, LOG, LOG_BYTES, LOG_FILES, LOG_LEVEL, LOG_FORMAT, ENGINE);

    /** What the arguments mean. */
    sealed interface Parsed {
        record Run(AgentOptions options) implements Parsed {}

        record Wrong(String message) implements Parsed {}
    }

    static Parsed parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                return new Parsed.Wrong("unknown argument " + name + "; " + USAGE);
            }
            if (i + 1 == arguments.size()) {
                return new Parsed.Wrong(name + " needs a value; " + USAGE);
            }
            values.put(name, arguments.get(i + 1));
        }
        for (String name : List.of(STATE, SOCKET)) {
            if (!values.containsKey(name)) {
                return new Parsed.Wrong(name + " is missing; " + USAGE);
            }
        }
        return of(values, values.getOrDefault(STATE, ""), values.getOrDefault(SOCKET, ""));
    }

    private static Parsed of(Map<String, String> values, String state, String socket) {
        if (!state.startsWith("/") || !socket.startsWith("/")) {
            return new Parsed.Wrong("both paths must be absolute; " + USAGE);
        }
        if (socket.getBytes(StandardCharsets.UTF_8).length > MOST_SOCKET_BYTES) {
            return new Parsed.Wrong(
                    "the socket's path is longer than " + MOST_SOCKET_BYTES + " bytes: " + socket);
        }
        try {
            return new Parsed.Run(
                    new AgentOptions(
                            Path.of(state), socket, log(values), style(values), engine(values)));
        } catch (InvalidPathException e) {
            return new Parsed.Wrong("the locale cannot express the path " + e.getInput());
        } catch (IllegalArgumentException e) {
            return new Parsed.Wrong(
                    "the log needs an absolute path, two numbers, a level and a format, and an"
                            + " engine is one of three; "
                            + USAGE);
        }
    }

    private static Optional<RollingLog.LogFiles> log(Map<String, String> values) {
        boolean none = Stream.of(LOG, LOG_BYTES, LOG_FILES).noneMatch(values::containsKey);
        return none
                ? Optional.empty()
                : Optional.of(
                        new RollingLog.LogFiles(
                                Path.of(values.getOrDefault(LOG, "")),
                                Long.parseLong(values.getOrDefault(LOG_BYTES, "")),
                                Integer.parseInt(values.getOrDefault(LOG_FILES, ""))));
    }

    private static HostLog.Style style(Map<String, String> values) {
        HostLog.Style usual = HostLog.Style.USUAL;
        String format = values.getOrDefault(LOG_FORMAT, usual.format().name());
        String level = values.getOrDefault(LOG_LEVEL, usual.least().name());
        return new HostLog.Style(
                LogFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                HostLog.Level.valueOf(level.toUpperCase(Locale.ROOT)));
    }

    private static EngineKind engine(Map<String, String> values) {
        String name = values.getOrDefault(ENGINE, EngineKind.AUTO.name());
        return EngineKind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
