package dev.stratavore.pty.host;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a host is made of.
 *
 * @param state the directory for everything that is kept
 * @param socket the path of the socket
 * @param libraries the directory for pty4j's native libraries
 * @param patience how long things may take, see {@link Patience}
 * @param clock the wall clock
 * @param nanos a monotonic clock in nanoseconds
 */
record HostConfig(
        Path state,
        String socket,
        Path libraries,
        Patience patience,
        InstantSource clock,
        LongSupplier nanos) {

    /**
     * Times to wait.
     *
     * @param idle without runners and daemon, before the host ends by itself
     * @param hello for a new connection's first frame
     */
    record Patience(Duration idle, Duration hello) {
        static final Patience USUAL = new Patience(Duration.ofMinutes(5), Duration.ofSeconds(10));
    }
}
