package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Rows for tests, and the steps from one to the next. */
final class Rows {
    static final NodeId NODE = new NodeId(new UUID(7, 7));
    static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    private Rows() {}

    static ProjectRow project(long key, String name) {
        return project(key, name, OptionalInt.empty());
    }

    static ProjectRow project(long key, String name, OptionalInt maxRunners) {
        return new ProjectRow(
                new ProjectKey(key),
                new ProjectName(name),
                "/srv/" + name,
                "",
                Optional.empty(),
                maxRunners,
                new Principal("uid:1"),
                false,
                NOW,
                0);
    }

    static ProjectRow withLive(ProjectRow row, int live) {
        return new ProjectRow(
                row.key(),
                row.name(),
                row.path(),
                row.description(),
                row.agent(),
                row.maxRunners(),
                row.owner(),
                row.archived(),
                row.createdAt(),
                live,
                row.restart());
    }

    static ProjectRow restarting(ProjectRow row, RestartPolicy policy) {
        return new ProjectRow(
                row.key(),
                row.name(),
                row.path(),
                row.description(),
                row.agent(),
                row.maxRunners(),
                row.owner(),
                row.archived(),
                row.createdAt(),
                row.liveRunners(),
                Optional.of(policy));
    }

    static RunnerRow lost(RunnerRow row, Loss loss) {
        var attempt =
                new RunnerRow.Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        row.attempt().process(),
                        Optional.empty(),
                        Optional.of(loss.reason()),
                        row.attempt().startedAt(),
                        Optional.of(NOW),
                        Optional.of(loss));
        return with(row, RunnerStatus.FAILED, attempt);
    }

    static RunnerRow starting(RunnerId id, ProjectRow project, Principal owner) {
        return new RunnerRow(
                id,
                project.key(),
                project.name(),
                Optional.empty(),
                "shell",
                RunnerStatus.STARTING,
                1,
                new RunnerRow.Attempt(
                        1,
                        11,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                NODE,
                "host-a",
                owner,
                NOW,
                project.path(),
                List.of("/bin/sh"),
                List.of("PATH"),
                Optional.empty(),
                List.of());
    }

    static RunnerRow running(RunnerRow row) {
        var attempt =
                new RunnerRow.Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        Optional.of(new RunnerRow.ProcessRef(4242, 99)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.empty());
        return with(row, RunnerStatus.RUNNING, attempt);
    }

    static RunnerRow ended(RunnerRow row, RunnerStatus status, Optional<ExitStatus> exit) {
        var attempt =
                new RunnerRow.Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        row.attempt().process(),
                        exit,
                        Optional.empty(),
                        row.attempt().startedAt(),
                        Optional.of(NOW));
        return with(row, status, attempt);
    }

    static RunnerRow failed(RunnerRow row, String reason) {
        var attempt =
                new RunnerRow.Attempt(
                        row.attempt().number(),
                        row.attempt().fence(),
                        row.attempt().process(),
                        Optional.empty(),
                        Optional.of(reason),
                        row.attempt().startedAt(),
                        Optional.of(NOW));
        return with(row, RunnerStatus.FAILED, attempt);
    }

    /** It has crashed and is started again by itself in a second. */
    static RunnerRow owed(RunnerRow row) {
        return with(failed(row, "exit code 3"), Optional.of(NOW.plusSeconds(1)), Optional.empty());
    }

    static RunnerRow nextAttempt(RunnerRow row) {
        var attempt =
                new RunnerRow.Attempt(
                        row.attempt().number() + 1,
                        row.attempt().fence() + 1,
                        Optional.of(new RunnerRow.ProcessRef(4343, 100)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.empty());
        return with(row, RunnerStatus.RUNNING, attempt);
    }

    /** The same, started again no more. */
    static RunnerRow notRestarted(RunnerRow row) {
        return with(touched(row), Optional.empty(), Optional.empty());
    }

    /** The same, of which nobody has heard for a while. */
    static RunnerRow unreachable(RunnerRow row) {
        return with(row, Optional.empty(), Optional.of(NOW));
    }

    private static RunnerRow with(
            RunnerRow row, Optional<Instant> dueAt, Optional<Instant> unreachableSince) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                row.status(),
                row.version(),
                row.attempt(),
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs(),
                new RunnerRow.Restarts(2, 1, dueAt),
                unreachableSince);
    }

    /** The same in a later attempt. */
    static RunnerRow restarted(RunnerRow row, int attempt) {
        var now = row.attempt();
        return with(
                row,
                row.status(),
                new RunnerRow.Attempt(
                        attempt,
                        now.fence(),
                        now.process(),
                        now.exit(),
                        now.reason(),
                        now.startedAt(),
                        now.endedAt()));
    }

    /** The same in another version, as after a change that the API does not show. */
    static RunnerRow touched(RunnerRow row) {
        return with(row, row.status(), row.attempt());
    }

    static RunnerRow onNode(RunnerRow row, NodeId node) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                row.status(),
                row.version(),
                row.attempt(),
                node,
                "host-b",
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs());
    }

    private static RunnerRow with(RunnerRow row, RunnerStatus status, RunnerRow.Attempt attempt) {
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
