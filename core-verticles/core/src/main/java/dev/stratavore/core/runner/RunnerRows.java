package dev.stratavore.core.runner;

import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.time.Instant;
import java.util.Optional;

/** Between a runner's row and its state. */
final class RunnerRows {
    private RunnerRows() {}

    static RunnerState stateOf(RunnerRow row) {
        var attempt = row.attempt();
        return new RunnerState(
                row.id(),
                row.status(),
                row.version(),
                attempt.number(),
                attempt.fence(),
                attempt.process()
                        .map(process ->
                                new RunnerState.ProcessId(process.pid(), process.startTicks())),
                attempt.exit(),
                attempt.reason(),
                false);
    }

    /** The row with the state after a change at that time. */
    static RunnerRow with(RunnerRow row, RunnerState state, Instant at) {
        var before = row.attempt();
        var attempt =
                new RunnerRow.Attempt(
                        state.attempt(),
                        state.fence(),
                        state.process()
                                .map(process ->
                                        new RunnerRow.ProcessRef(
                                                process.pid(), process.startTicks())),
                        state.exit(),
                        state.reason(),
                        state.status() == RunnerStatus.RUNNING
                                ? Optional.of(at)
                                : before.startedAt(),
                        state.status().ended() ? Optional.of(at) : before.endedAt());
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                state.status(),
                state.version(),
                attempt,
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs());
    }
}
