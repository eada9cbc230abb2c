package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import java.util.Optional;

/**
 * One attempt as the pty host has it.
 *
 * @param exit how it ended; empty while it lives
 */
public record Observed(
        RunnerId runner, long fence, long pid, long startTicks, Optional<ExitStatus> exit) {}
