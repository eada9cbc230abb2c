package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.Usage;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerRow;
import java.time.Instant;
import java.util.Optional;

/** Runners as the API shows them. */
final class RunnerMessages {
    private final NodeId node;
    private final TerminalHost host;
    private final Figures figures;

    RunnerMessages(NodeId node, TerminalHost host, Figures figures) {
        this.node = node;
        this.host = host;
        this.figures = figures;
    }

    Runner of(RunnerRow row) {
        var attempt = row.attempt();
        var message =
                Runner.newBuilder()
                        .setId(row.id().value())
                        .setName(row.name().orElse(""))
                        .setProject(row.projectName().value())
                        .setAgent(row.agent())
                        .setStatus(row.status().word())
                        .setReason(attempt.reason().orElse(""))
                        .setAttempt(attempt.number())
                        .setNode(row.node().value().toString())
                        .setNodeLabel(row.nodeLabel())
                        .setOwner(row.owner().value())
                        .setCreatedAt(row.createdAt().toEpochMilli())
                        .setStartedAt(millis(attempt.startedAt()))
                        .setEndedAt(millis(attempt.endedAt()))
                        .setUnreachableSince(millis(row.unreachableSince()))
                        .setMaxRestarts(row.restarts().most())
                        .setRestarts(done(row.restarts()))
                        .setRestartAt(millis(row.restarts().dueAt()))
                        .setRestartWaitsFor(
                                row.restarts().waitsFor().map(PlaceScope::word).orElse(""))
                        .setCwd(row.cwd())
                        .addAllArgv(Worktree.agentOf(row.argv()))
                        .addAllEnvNames(row.environmentNames())
                        .setAgentSession(row.agentSession().orElse(""))
                        .addAllExpectedDialogs(row.expectedDialogs());
        attempt.process().ifPresent(process -> message.setPid(process.pid()));
        attempt.exit().ifPresent(exit -> put(exit, message));
        if (isHere(row)) {
            message.setAttachSocket(host.attachSocket());
            figures.of(row.id()).ifPresent(usage -> put(usage, message));
        }
        return message.build();
    }

    /** Whether this node's pty host holds its terminal. */
    boolean isHere(RunnerRow row) {
        return row.node().equals(node);
    }

    private static void put(Figures.Usage usage, Runner.Builder message) {
        message.setUsage(
                Usage.newBuilder()
                        .setCpuPercent(usage.cpuPercent())
                        .setMemoryBytes(usage.memoryBytes())
                        .setProcesses(usage.processes())
                        .setAttached(usage.attached()));
    }

    private static void put(ExitStatus exit, Runner.Builder message) {
        switch (exit) {
            case ExitStatus.Code(int code) -> message.setExitCode(code);
            case ExitStatus.Signal(int number) -> message.setSignal(SignalNames.of(number));
        }
    }

    /** Without the one that is owed. */
    private static int done(RunnerRow.Restarts restarts) {
        return restarts.inARow() - (restarts.dueAt().isPresent() ? 1 : 0);
    }

    private static long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(0L);
    }
}
