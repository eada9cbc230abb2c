package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Chooses the port. One that was chosen because the default was taken is kept for later starts: the
 * address should not change by who boots first.
 */
final class PortChoice {
    static final int DEFAULT = 5432;

    /** Ports tried in turn before the system is asked for any. */
    private static final int NEIGHBOURS = 100;

    private final Path stored;
    private final OptionalInt demanded;

    PortChoice(Path stored, OptionalInt demanded) {
        this.stored = stored;
        this.demanded = demanded;
    }

    int choose() throws IOException, StartFailure {
        if (demanded.isPresent()) {
            int port = demanded.getAsInt();
            if (!free(port)) {
                throw taken(port);
            }
            return port;
        }
        var kept = read();
        if (kept.isPresent() && free(kept.getAsInt())) {
            return kept.getAsInt();
        }
        int port =
                IntStream.rangeClosed(DEFAULT, DEFAULT + NEIGHBOURS)
                        .filter(PortChoice::free)
                        .findFirst()
                        .orElseGet(PortChoice::any);
        if (port == DEFAULT) {
            Files.deleteIfExists(stored);
        } else {
            FileTree.write(stored, port + "\n");
        }
        return port;
    }

    boolean demands(int port) {
        return demanded.isEmpty() || demanded.getAsInt() == port;
    }

    boolean demanded() {
        return demanded.isPresent();
    }

    static StartFailure taken(int port) {
        return new StartFailure(
                Reason.PORT_TAKEN,
                "port " + port + " of the embedded database is taken",
                "choose another database.embedded.port, or none to have a free one chosen");
    }

    Optional<String> note(int port) {
        return port == DEFAULT || demanded.isPresent()
                ? Optional.empty()
                : Optional.of("port " + DEFAULT + " was taken; the database listens on " + port);
    }

    private OptionalInt read() throws IOException {
        if (!Files.exists(stored)) {
            return OptionalInt.empty();
        }
        var text = Files.readString(stored).strip();
        return text.matches("[1-9]\\d{0,4}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(Endpoint.LOOPBACK))) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(Endpoint.LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
