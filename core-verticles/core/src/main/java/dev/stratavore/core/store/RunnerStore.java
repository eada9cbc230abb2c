package dev.stratavore.core.store;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.quota.PlaceLimits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Runners, durable. What is narrowed to a project by its name means the one that lives; where none
 * of that name does, all former ones. Futures fail with {@link StoreUnavailable}, those of writes
 * also with {@link LeaseLost}, that of a listing with {@link InvalidToken}.
 */
public interface RunnerStore {
    /**
     * Runners that ask for a place.
     *
     * @param limits what bounds them beside the project's own limit
     */
    record Admission(
            ProjectKey project,
            NodeId node,
            List<RunnerSpec> runners,
            PlaceLimits limits,
            Instant at) {
        /** Bounded by the project's limit alone, or by this where it has none of its own. */
        public Admission(
                ProjectKey project,
                NodeId node,
                List<RunnerSpec> runners,
                int defaultLimit,
                Instant at) {
            this(project, node, runners, PlaceLimits.of(defaultLimit), at);
        }

        public Admission {
            runners = List.copyOf(runners);
        }
    }

    /** What came of an admission. */
    sealed interface Admitted {
        /** All have a row in {@code starting}, a fence and their event; in the order asked for. */
        record All(List<RunnerRow> rows) implements Admitted {
            public All {
                rows = List.copyOf(rows);
            }
        }

        /** The same command was admitted before: its rows as they are now. */
        record Already(List<RunnerRow> rows) implements Admitted {
            public Already {
                rows = List.copyOf(rows);
            }
        }

        /**
         * The project has no room.
         *
         * @param owed how many restarts wait for a place and come first
         */
        record QuotaReached(int limit, int live, int owed) implements Admitted {
            /** No restart waits. */
            public QuotaReached(int limit, int live) {
                this(limit, live, 0);
            }
        }

        /**
         * The project has room, its node has not.
         *
         * @param taken places of those that live, and of restarts that wait for one
         */
        record NodeFull(int limit, int taken) implements Admitted {}

        /** A runner of the project has that name that is live, or is to restart by itself. */
        record NameTaken(String name, RunnerId holder) implements Admitted {}

        record ProjectGone() implements Admitted {}

        record OtherCommand() implements Admitted {}
    }

    /**
     * Checks the quota and inserts the rows, their {@code runner.starting} events and outbox rows,
     * in one transaction under the project's advisory lock, and the node's where it is bounded.
     * Restarts of the node that wait for a place come first.
     */
    Future<Admitted> admit(Admission admission, CommandMeta meta);

    /**
     * The next state of a runner with the events that led to it.
     *
     * @param before the row that the change was decided on
     * @param after the same with its new status, version and attempt
     * @param readmission where an ended runner begins a next attempt
     */
    record Change(
            RunnerRow before,
            RunnerRow after,
            List<RunnerEvent> events,
            Instant at,
            Optional<Readmission> readmission) {
        /** Of an attempt that has begun before. */
        public Change(RunnerRow before, RunnerRow after, List<RunnerEvent> events, Instant at) {
            this(before, after, events, at, Optional.empty());
        }

        public Change {
            events = List.copyOf(events);
            if (after.version() != before.version() + 1) {
                throw new IllegalArgumentException("a change raises the version by one");
            }
        }
    }

    /**
     * An ended runner asks for a place again.
     *
     * @param limits what bounds it beside the project's own limit
     * @param spec what the next attempt is
     */
    record Readmission(PlaceLimits limits, RunnerSpec spec) {
        /** Bounded by the project's limit alone, or by this where it has none of its own. */
        public Readmission(int defaultLimit, RunnerSpec spec) {
            this(PlaceLimits.of(defaultLimit), spec);
        }
    }

    /** What came of a change. */
    sealed interface Saved {
        record Done() implements Saved {}

        /** Somebody changed it since; nothing was written. */
        record Stale(RunnerRow current) implements Saved {}

        /** The command had been carried out before; nothing was written. */
        record Already(RunnerRow current) implements Saved {}

        record OtherCommand() implements Saved {}

        /** No room for another attempt; nothing was written. */
        record QuotaReached(int limit, int live) implements Saved {}

        /** The project has room for another attempt, its node has not; nothing was written. */
        record NodeFull(int limit, int live) implements Saved {}

        /**
         * Another runner of the project has its name that is live, or is to restart by itself;
         * nothing was written.
         */
        record NameTaken(String name, RunnerId holder) implements Saved {}

        record ProjectGone() implements Saved {}

        /**
         * The next attempt was to be in a worktree that is removed or about to be; nothing was
         * written.
         */
        record WorktreeGone() implements Saved {}
    }

    /**
     * Writes row, events and outbox rows in one transaction, if the stored version is still the one
     * before. A command id is noted where the change comes from a client. Of the row, status,
     * version, attempt, agent session, expected dialogs and restarts are written, and what the next
     * attempt is where there is a readmission, which checks the quota as an admission does; the
     * rest never changes.
     */
    Future<Saved> save(Change change, CommandMeta meta, boolean fromClient);

    /** What became of a command. */
    enum Carried {
        OUT,
        NOT,
        /** The id was used for something else. */
        OTHER_COMMAND
    }

    /**
     * Whether a command was carried out whose answer was lost. Waits for a transaction of it that
     * is still under way, so that the answer stays true: what was not carried out by then never
     * will be, unless somebody repeats it.
     */
    Future<Carried> carriedOut(CommandMeta meta);

    Future<Optional<RunnerRow>> find(RunnerId id);

    /** The fence of an attempt to come, higher than every fence before it; it may stay unused. */
    Future<Long> nextFence();

    /**
     * What a runner was launched with.
     *
     * @param environment the values that may be stored
     * @param secretNames the variables whose values are not
     */
    record LaunchRecord(
            LaunchOptions options,
            Map<String, String> environment,
            Set<String> secretNames,
            int columns,
            int rows) {
        public LaunchRecord {
            environment = Map.copyOf(environment);
            secretNames = Set.copyOf(secretNames);
        }
    }

    Future<Optional<LaunchRecord>> launchRecord(RunnerId id);

    /** A runner that has a worktree. */
    record InWorktree(RunnerRow row, Worktree worktree) {}

    /** Runners that have worktrees, live or not, oldest first. */
    Future<List<InWorktree>> inWorktrees(Optional<ProjectName> project, int limit);

    /**
     * Keeps an ended runner's worktree from the next attempts, so that it can be removed; may be
     * repeated. False, and without effect, if the runner is live, is to restart by itself, or has
     * none.
     */
    Future<Boolean> claimWorktree(RunnerId id);

    /** Gives back a worktree that was not removed. */
    Future<Void> releaseWorktree(RunnerId id);

    /**
     * What came of a removal.
     *
     * @param notes for the user, one line each
     */
    record RemovedWorktree(Worktree worktree, List<String> notes) {
        public RemovedWorktree {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A claimed worktree is gone: the runner's row may be pruned, and no restart looks for it. The
     * command is noted and the event written with it. False, and nothing written, if it was not
     * claimed.
     */
    Future<Boolean> worktreeGone(RunnerId id, List<String> notes, Instant at, CommandMeta meta);

    /** What the removal came to that a command carried out; empty if it carried out none. */
    Future<Optional<RemovedWorktree>> removal(RunnerId id, UUID commandId);

    /** Runners of the node that have failed and are to be started again by themselves. */
    Future<List<RunnerRow>> owedRestarts(NodeId node);

    /** The same on every node, of one project or of all. */
    Future<List<RunnerRow>> everyOwedRestart(Optional<ProjectName> project);

    /**
     * Runners of the node whose latest attempt was taken away, and that nobody has started again or
     * is about to. Oldest first.
     */
    Future<List<RunnerRow>> lostOn(NodeId node);

    /** What an id argument means. */
    sealed interface Resolved {
        record One(RunnerRow row) implements Resolved {}

        record Several(List<RunnerId> candidates) implements Resolved {
            public Several {
                candidates = List.copyOf(candidates);
            }
        }

        record None() implements Resolved {}
    }

    /**
     * A whole id, a prefix of four or more characters with or without {@code runner-}, or a name. A
     * name means a live runner before an ended one, and the latest of several ended ones. Where a
     * text is both, the whole id goes first, then the name, then the prefix.
     */
    Future<Resolved> resolve(String reference, Optional<ProjectName> project);

    /**
     * What a listing shows; nothing given: every live runner.
     *
     * @param ended whether also those that have ended
     * @param status only these, ended or not
     * @param newestFirst else the oldest come first
     */
    record Filter(
            Optional<ProjectName> project,
            boolean ended,
            Optional<RunnerStatus> status,
            Optional<String> agent,
            boolean newestFirst) {
        /** Oldest first. */
        public Filter(
                Optional<ProjectName> project,
                boolean ended,
                Optional<RunnerStatus> status,
                Optional<String> agent) {
            this(project, ended, status, agent, false);
        }
    }

    /** By age; a token is for the order that it was given in. */
    Future<Page<RunnerRow>> list(Filter filter, Page.Request page);

    /** Every runner of the node that has not ended. */
    Future<List<RunnerRow>> liveOn(NodeId node);

    /** How many runners there are of each status that occurs. */
    Future<Map<RunnerStatus, Integer>> countByStatus();

    /**
     * Which ended runners are to go; nothing given: all of the node.
     *
     * @param endedBefore only those that had ended by then
     */
    record Prunable(
            NodeId node,
            Optional<Instant> endedBefore,
            Optional<ProjectName> project,
            Optional<Principal> owner,
            Optional<RunnerId> only) {
        /** Everything of the node that ended before a time. */
        public static Prunable before(NodeId node, Instant time) {
            return new Prunable(
                    node, Optional.of(time), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Removes ended runners, those that ended first before others, and forgets commands that nobody
     * will repeat any more. Events stay, and so does what waits for its restart or has a worktree.
     * That the pty host may still keep their output is remembered.
     *
     * @param limit how many at most
     * @return which they were
     */
    Future<List<RunnerId>> prune(Prunable which, int limit);

    /**
     * Pruned runners of which the node's pty host may still keep output, those pruned first before
     * others.
     *
     * @param limit how many at most
     */
    Future<List<RunnerId>> outputLeft(NodeId node, int limit);

    /** The pty host keeps nothing of these any more. */
    Future<Void> outputRemoved(List<RunnerId> pruned);

    /**
     * Writes a change of a runner of another node, if that node's lease has run out and the stored
     * version is still the one before.
     *
     * @return whether it was written
     */
    Future<Boolean> saveForSilent(Change change, CommandMeta meta);
}
