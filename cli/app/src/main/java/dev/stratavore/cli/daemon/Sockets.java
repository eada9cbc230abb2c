package dev.stratavore.cli.daemon;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sockets a command tries, and whether somebody listens on one. */
final class Sockets {
    /** Where a daemon listens that serves a whole machine. */
    static final Path SYSTEM = Path.of("/run/stratavore/stratavored.sock");

    private Sockets() {}

    /** The given one alone, else the user's and then the system's. */
    static List<Path> candidates(Map<String, String> environment, Path own) {
        boolean given = !environment.getOrDefault("STRATAVORE_SOCKET", "").isEmpty();
        return given ? List.of(own) : List.of(own, SYSTEM);
    }

    /** The first that somebody listens on. */
    static Optional<Path> listening(List<Path> candidates) {
        for (Path socket : candidates) {
            if (answers(socket)) {
                return Optional.of(socket);
            }
        }
        return Optional.empty();
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            // No file, nobody behind it, or not ours: in each case there is no daemon there.
            return false;
        }
    }
}
