package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import java.util.Optional;

/**
 * One attempt as the pty host has it.
 *
 * @param exit how it ended; empty while it lives
 * @param cause what is known of an end beside how it was
 * @param frozen whether its tree is frozen by request
 */
public record Observed(
        RunnerId runner,
        long fence,
        long pid,
        long startTicks,
        Optional<ExitStatus> exit,
        Optional<String> cause,
        boolean frozen) {
    /** Of a tree that is not frozen, or of an end without a known cause. */
    public Observed(
            RunnerId runner, long fence, long pid, long startTicks, Optional<ExitStatus> exit) {
        this(runner, fence, pid, startTicks, exit, Optional.empty(), false);
    }
}
