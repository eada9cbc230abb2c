package dev.stratavore.testkit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A named pipe as a gate: {@link AgentProgram#waitFifo} blocks at it until {@link #open}. Unlike a
 * file that is looked for, it wakes who waits.
 *
 * @param path where it is
 */
public record Fifo(Path path) {
    private static final Duration MAKING = Duration.ofSeconds(10);

    /** Makes one. */
    public static Fifo create(Path path) {
        Shells.in(Path.of("/")).run(MAKING, "mkfifo", path.toString()).expectSuccess();
        return new Fifo(path.toAbsolutePath());
    }

    /**
     * Lets one waiter through, or the next that comes before the deadline.
     *
     * @throws AssertionError when nobody came
     */
    public void open(Duration within) {
        Shells.in(Path.of("/")).sh(within, ": > \"$1\"", path.toString()).expectSuccess();
    }
}
