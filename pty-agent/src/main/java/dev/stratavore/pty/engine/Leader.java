package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.ExitStatus;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A session leader and its exit status, which whoever hears of the end first collects. Referring to
 * it by its descriptor, a collection can never meet another process that got the same pid.
 */
final class Leader {
    private final long pid;
    private final long startTicks;
    private final int pidfd;
    private final LongConsumer collected;
    private @Nullable ExitStatus status;
    private boolean closed;

    Leader(long pid, long startTicks, int pidfd, LongConsumer collected) {
        this.pid = pid;
        this.startTicks = startTicks;
        this.pidfd = pidfd;
        this.collected = collected;
    }

    long pid() {
        return pid;
    }

    long startTicks() {
        return startTicks;
    }

    /** For the loop to watch. */
    int pidfd() {
        return pidfd;
    }

    /** How it ended, or null if it lives. Any thread. */
    synchronized @Nullable ExitStatus collect() {
        if (status == null && !closed) {
            status = Processes.collect(pidfd);
            if (status != null) {
                collected.accept(pid);
            }
        }
        return status;
    }

    /** The loop has closed the descriptor. */
    synchronized void closed() {
        closed = true;
        collected.accept(pid);
    }
}
