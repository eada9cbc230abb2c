package dev.stratavore.core.store;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow.Attempt;
import dev.stratavore.core.store.RunnerRow.ProcessRef;
import dev.stratavore.core.store.RunnerStore.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Next states of runners, as the machine would decide them. */
final class Rows {
    private Rows() {}

    static Change started(RunnerRow row, Instant at) {
        var attempt =
                new Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        Optional.of(new ProcessRef(4711, 99)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(at),
                        Optional.empty());
        var event = new RunnerEvent.Started(1, row.attempt().fence(), 4711, 99);
        return new Change(row, with(row, RunnerStatus.RUNNING, attempt), List.of(event), at);
    }

    static Change ended(RunnerRow row, ExitStatus exit, Instant at) {
        var attempt =
                new Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        row.attempt().process(),
                        Optional.of(exit),
                        Optional.of("it ended"),
                        row.attempt().startedAt(),
                        Optional.of(at));
        var events =
                List.<RunnerEvent>of(
                        new RunnerEvent.Stopping(1, false),
                        new RunnerEvent.Stopped(1, Optional.of(exit)));
        return new Change(row, with(row, RunnerStatus.TERMINATED, attempt), events, at);
    }

    /** Its node is silent. */
    static Change silent(RunnerRow row) {
        var after = with(row, row.status(), row.attempt());
        return new Change(
                row,
                new RunnerRow(
                        after.id(),
                        after.project(),
                        after.projectName(),
                        after.name(),
                        after.agent(),
                        after.status(),
                        after.version(),
                        after.attempt(),
                        after.node(),
                        after.nodeLabel(),
                        after.owner(),
                        after.createdAt(),
                        after.cwd(),
                        after.argv(),
                        after.environmentNames(),
                        after.agentSession(),
                        after.expectedDialogs(),
                        after.restarts(),
                        Optional.of(Rig.T0)),
                List.of(new RunnerEvent.Unreachable(1)),
                Rig.T0);
    }

    /** Taken away, and to be started again by itself where a time is given. */
    static Change lost(RunnerRow row, Loss loss, Optional<Instant> restartAt, Instant at) {
        var before = row.attempt();
        var attempt =
                new Attempt(
                        before.number(),
                        before.fence(),
                        before.process(),
                        Optional.empty(),
                        Optional.of(loss.reason()),
                        before.startedAt(),
                        Optional.of(at),
                        Optional.of(loss));
        var after = with(row, RunnerStatus.FAILED, attempt);
        return new Change(
                row,
                new RunnerRow(
                        after.id(),
                        after.project(),
                        after.projectName(),
                        after.name(),
                        after.agent(),
                        after.status(),
                        after.version(),
                        after.attempt(),
                        after.node(),
                        after.nodeLabel(),
                        after.owner(),
                        after.createdAt(),
                        after.cwd(),
                        after.argv(),
                        after.environmentNames(),
                        after.agentSession(),
                        after.expectedDialogs(),
                        new RunnerRow.Restarts(0, restartAt.isPresent() ? 1 : 0, restartAt),
                        Optional.empty()),
                List.of(RunnerEvent.Failed.lost(before.number(), loss)),
                at);
    }

    /** The restart that it was to have will not be. */
    static Change cancelled(RunnerRow row, Instant at) {
        return new Change(
                row,
                with(row, row.status(), row.attempt()),
                List.of(new RunnerEvent.RestartCancelled(row.attempt().number(), "killed", true)),
                at);
    }

    static RunnerRow with(RunnerRow row, RunnerStatus status, Attempt attempt) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                status,
                row.version() + 1,
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
