package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.EngineKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a host is made of.
 *
 * @param state the directory for everything that is kept
 * @param socket the path of the socket
 * @param engine what makes the terminals, see {@link Engine}
 * @param patience how long things may take, see {@link Patience}
 * @param clock the wall clock
 * @param nanos a monotonic clock in nanoseconds
 */
record HostConfig(
        Path state,
        String socket,
        Engine engine,
        Patience patience,
        InstantSource clock,
        LongSupplier nanos) {

    /**
     * What makes the terminals.
     *
     * @param kind which engine is wanted
     * @param directory for what it needs of files, such as pty4j's native libraries
     */
    record Engine(EngineKind kind, Path directory) {}

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
