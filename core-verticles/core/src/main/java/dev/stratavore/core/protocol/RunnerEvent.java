package dev.stratavore.core.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a runner, in the past tense; the only source of its state. Each is written once,
 * in the transaction of the change.
 */
public sealed interface RunnerEvent {
    /** The place in the quota is taken and the launch is promised. */
    record Starting(int attempt, long fence) implements RunnerEvent {}

    /**
     * The pty host has the process.
     *
     * @param startTicks the kernel's start time of the process, to tell it from a reused pid
     */
    record Started(int attempt, long fence, long pid, long startTicks) implements RunnerEvent {}

    /**
     * Its end was asked for.
     *
     * @param reason why, if no user asked
     */
    record Stopping(int attempt, boolean force, Optional<String> reason) implements RunnerEvent {
        /** By a user. */
        public Stopping(int attempt, boolean force) {
            this(attempt, force, Optional.empty());
        }
    }

    /**
     * It ended as asked, or by itself with exit code 0.
     *
     * @param exit how; empty if it was stopped before a process existed
     */
    record Stopped(int attempt, Optional<ExitStatus> exit) implements RunnerEvent {}

    /** Every process of it is frozen, or will be in a moment. */
    record Paused(int attempt) implements RunnerEvent {}

    /**
     * It goes on.
     *
     * @param reason why, if nobody asked for it
     */
    record Resumed(int attempt, Optional<String> reason) implements RunnerEvent {}

    /**
     * A next attempt took its place in the quota and is promised; the fields are the new attempt's.
     *
     * @param inARow how many restarts without a user's doing came before and count with this one
     */
    record Restarted(int attempt, long fence, int inARow) implements RunnerEvent {}

    /**
     * It was to be started again by itself, and is as soon as there is a place.
     *
     * @param place which one it waits for
     */
    record RestartWaits(int attempt, PlaceScope place) implements RunnerEvent {}

    /**
     * It was to be started again by itself, and will not be.
     *
     * @param asked whether a user did not want it, who then does not want back what was lost either
     */
    record RestartCancelled(int attempt, String reason, boolean asked) implements RunnerEvent {
        /** A user does not want it. */
        public static RestartCancelled asked(int attempt) {
            return new RestartCancelled(attempt, "its restart was cancelled", true);
        }
    }

    /**
     * It ended otherwise.
     *
     * @param exit how, where a process existed and its end is known
     * @param next when it is started again by itself, if it is
     * @param lost what took it away, if it did not end by itself
     */
    record Failed(
            int attempt,
            String reason,
            Optional<ExitStatus> exit,
            Optional<NextStart> next,
            Optional<Loss> lost)
            implements RunnerEvent {
        /** By itself. */
        public Failed(
                int attempt, String reason, Optional<ExitStatus> exit, Optional<NextStart> next) {
            this(attempt, reason, exit, next, Optional.empty());
        }

        /** Because it was taken away. */
        public static Failed lost(int attempt, Loss loss) {
            return new Failed(
                    attempt, loss.reason(), Optional.empty(), Optional.empty(), Optional.of(loss));
        }

        /** For good, unless somebody starts it again. */
        public Failed(int attempt, String reason, Optional<ExitStatus> exit) {
            this(attempt, reason, exit, Optional.empty());
        }
    }

    /** Its pty host is silent; the status stays. */
    record Unreachable(int attempt) implements RunnerEvent {}

    /** Its pty host speaks again. */
    record Reachable(int attempt) implements RunnerEvent {}

    /**
     * A start that is owed.
     *
     * @param inARow the how manieth without a user's doing it will be
     */
    record NextStart(Instant at, int inARow) {}

    /** The event's type as in the catalogue, for example {@code runner.started}. */
    default String type() {
        return switch (this) {
            case Starting _ -> "runner.starting";
            case Started _ -> "runner.started";
            case Paused _ -> "runner.paused";
            case Resumed _ -> "runner.resumed";
            case Stopping _ -> "runner.stopping";
            case Stopped _ -> "runner.stopped";
            case Failed _ -> "runner.failed";
            case Restarted _ -> "runner.restarted";
            case Unreachable _ -> "runner.unreachable";
            case Reachable _ -> "runner.reachable";
            case RestartWaits _ -> "runner.restart_waits";
            case RestartCancelled _ -> "runner.restart_cancelled";
        };
    }
}
