package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import dev.stratavore.pty.loop.UnixSockets;
import dev.stratavore.pty.loop.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Takes connections from the socket. Those that say nothing are few and short-lived: a new one
 * drives out the oldest.
 */
final class Acceptor {
    /** What follows the socket's name until it listens. */
    static final String ASIDE = ".new";

    private static final int MOST_SILENT = 64;
    private static final int BACKLOG = 128;
    private static final int AT_ONCE = 16;

    /** How long to leave the socket alone when the system has no descriptors left. */
    private static final Duration BREAK = Duration.ofSeconds(1);

    private final HostServices host;
    private final Reception reception;
    private final Duration patience;
    private final int fd;
    private final Watch watch;
    private final Connections connections;
    private final Set<Greeting> silent = new LinkedHashSet<>();

    Acceptor(HostServices host, String path, Duration patience, Reception reception)
            throws IOException {
        this.host = host;
        this.reception = reception;
        this.patience = patience;
        this.fd = listen(path);
        EventLoop loop = host.loop();
        this.connections = new Connections(loop);
        this.watch = loop.watch(fd, events -> acceptSome());
        watch.interest(Watch.IN);
    }

    /** Whoever sees the path may connect at once: it appears only when the socket listens. */
    private static int listen(String path) throws IOException {
        Path aside = Path.of(path + ASIDE);
        Files.deleteIfExists(aside);
        int fd = UnixSockets.listen(aside.toString(), BACKLOG);
        Files.move(aside, Path.of(path), StandardCopyOption.ATOMIC_MOVE);
        return fd;
    }

    private void acceptSome() {
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                int client = UnixSockets.accept(fd);
                if (client == Fds.WOULD_BLOCK) {
                    return;
                }
                welcome(client);
            }
        } catch (ErrnoException e) {
            host.log().trouble("accept-failed", "error", e);
            giveUpOldest();
            pause();
        }
    }

    private void welcome(int client) throws ErrnoException {
        int uid = UnixSockets.peer(client).uid();
        if (uid != UnixSockets.ownUid() && uid != 0) {
            Fds.close(client);
            return;
        }
        if (silent.size() >= MOST_SILENT || connections.isFull()) {
            giveUpOldest();
        }
        if (connections.isFull()) {
            Fds.close(client);
            return;
        }
        silent.add(
                new Greeting(
                        host.loop(), patience, reception, silent::remove, connections, client));
    }

    private void giveUpOldest() {
        if (!silent.isEmpty()) {
            silent.iterator().next().giveUp();
        }
    }

    private void pause() {
        try {
            watch.interest(0);
            host.loop().schedule(BREAK, this::goOn);
        } catch (ErrnoException e) {
            throw new IllegalStateException("the socket cannot be watched", e);
        }
    }

    private void goOn() {
        try {
            watch.interest(Watch.IN);
        } catch (ErrnoException e) {
            throw new IllegalStateException("the socket cannot be watched", e);
        }
    }
}
