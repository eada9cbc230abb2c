package dev.stratavore.core.runner;

import dev.stratavore.core.machine.Restarts;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Between a runner's row and its state. */
final class RunnerRows {
    private RunnerRows() {}

    static RunnerState stateOf(RunnerRow row) {
        var attempt = row.attempt();
        var restarts = row.restarts();
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
                attempt.startedAt(),
                new Restarts(
                        restarts.most(), restarts.inARow(), restarts.dueAt(), restarts.waitsFor()),
                row.unreachableSince(),
                attempt.lost(),
                false);
    }

    /**
     * The row with the state after a change at that time, and with what a next attempt is.
     *
     * @param begun where a next attempt begins
     */
    static RunnerRow with(
            RunnerRow row, RunnerState state, Instant at, Optional<RunnerStore.Readmission> begun) {
        var spec = begun.map(RunnerStore.Readmission::spec);
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                state.status(),
                state.version(),
                attempt(row, state, at),
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                spec.map(RunnerSpec::argv).orElse(row.argv()),
                spec.map(RunnerRows::names).orElse(row.environmentNames()),
                spec.isPresent() ? spec.get().agentSession() : row.agentSession(),
                spec.map(RunnerSpec::expectedDialogs).orElse(row.expectedDialogs()),
                new RunnerRow.Restarts(
                        state.restarts().most(),
                        state.restarts().inARow(),
                        state.restarts().dueAt(),
                        state.restarts().waitsFor()),
                state.unreachableSince(),
                row.maxTimeMillis());
    }

    private static RunnerRow.Attempt attempt(RunnerRow row, RunnerState state, Instant at) {
        var before = row.attempt();
        boolean ends = state.status().ended() && !row.status().ended();
        boolean same = before.number() == state.attempt();
        return new RunnerRow.Attempt(
                state.attempt(),
                state.fence(),
                state.process()
                        .map(process ->
                                new RunnerRow.ProcessRef(process.pid(), process.startTicks())),
                state.exit(),
                state.reason(),
                state.startedAt(),
                ends ? Optional.of(at) : same ? before.endedAt() : Optional.empty(),
                state.lost());
    }

    private static List<String> names(RunnerSpec spec) {
        return spec.environment().keySet().stream().sorted().toList();
    }
}
