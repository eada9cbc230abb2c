package dev.stratavore.core.store;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A runner as stored, with its latest attempt.
 *
 * @param version rises by one with every change: the guard of {@link RunnerStore#save}
 * @param environmentNames names alone; values that do not look secret are stored beside, and read
 *     only for a restart
 * @param maxTimeMillis how long each attempt may run; empty for as long as it likes
 */
public record RunnerRow(
        RunnerId id,
        ProjectKey project,
        ProjectName projectName,
        Optional<String> name,
        String agent,
        RunnerStatus status,
        long version,
        Attempt attempt,
        NodeId node,
        String nodeLabel,
        Principal owner,
        Instant createdAt,
        String cwd,
        List<String> argv,
        List<String> environmentNames,
        Optional<String> agentSession,
        List<String> expectedDialogs,
        Restarts restarts,
        Optional<Instant> unreachableSince,
        OptionalLong maxTimeMillis) {
    public RunnerRow {
        argv = List.copyOf(argv);
        environmentNames = List.copyOf(environmentNames);
        expectedDialogs = List.copyOf(expectedDialogs);
    }

    /**
     * Restarts without a user's doing.
     *
     * @param most that are allowed in a row
     * @param inARow how many there were, with the one that is owed
     * @param dueAt when the next one is, if one is owed
     * @param waitsFor the place that one has not found which was due
     */
    public record Restarts(
            int most, int inARow, Optional<Instant> dueAt, Optional<PlaceScope> waitsFor) {
        /** None, ever. */
        public static final Restarts NEVER = new Restarts(0, 0, Optional.empty());

        /** None is due that has found no place. */
        public Restarts(int most, int inARow, Optional<Instant> dueAt) {
            this(most, inARow, dueAt, Optional.empty());
        }
    }

    /** Of a runner that can be reached and is never started again by itself. */
    public RunnerRow(
            RunnerId id,
            ProjectKey project,
            ProjectName projectName,
            Optional<String> name,
            String agent,
            RunnerStatus status,
            long version,
            Attempt attempt,
            NodeId node,
            String nodeLabel,
            Principal owner,
            Instant createdAt,
            String cwd,
            List<String> argv,
            List<String> environmentNames,
            Optional<String> agentSession,
            List<String> expectedDialogs) {
        this(
                id,
                project,
                projectName,
                name,
                agent,
                status,
                version,
                attempt,
                node,
                nodeLabel,
                owner,
                createdAt,
                cwd,
                argv,
                environmentNames,
                agentSession,
                expectedDialogs,
                Restarts.NEVER,
                Optional.empty());
    }

    /** Of a runner that may run as long as it likes. */
    public RunnerRow(
            RunnerId id,
            ProjectKey project,
            ProjectName projectName,
            Optional<String> name,
            String agent,
            RunnerStatus status,
            long version,
            Attempt attempt,
            NodeId node,
            String nodeLabel,
            Principal owner,
            Instant createdAt,
            String cwd,
            List<String> argv,
            List<String> environmentNames,
            Optional<String> agentSession,
            List<String> expectedDialogs,
            Restarts restarts,
            Optional<Instant> unreachableSince) {
        this(
                id,
                project,
                projectName,
                name,
                agent,
                status,
                version,
                attempt,
                node,
                nodeLabel,
                owner,
                createdAt,
                cwd,
                argv,
                environmentNames,
                agentSession,
                expectedDialogs,
                restarts,
                unreachableSince,
                OptionalLong.empty());
    }

    /** Whether it has ended and nothing will start it again by itself. */
    public boolean isOver() {
        return status.ended() && restarts.dueAt().isEmpty();
    }

    /**
     * One run of the program.
     *
     * @param lost what took it away, if it did not end by itself
     */
    public record Attempt(
            int number,
            long fence,
            Optional<ProcessRef> process,
            Optional<ExitStatus> exit,
            Optional<String> reason,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Loss> lost) {
        /** One that lives, or that ended by itself. */
        public Attempt(
                int number,
                long fence,
                Optional<ProcessRef> process,
                Optional<ExitStatus> exit,
                Optional<String> reason,
                Optional<Instant> startedAt,
                Optional<Instant> endedAt) {
            this(number, fence, process, exit, reason, startedAt, endedAt, Optional.empty());
        }
    }

    /** A process, told from a later one of the same pid by its start time. */
    public record ProcessRef(long pid, long startTicks) {}
}
