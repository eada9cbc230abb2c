package dev.stratavore.core.protocol;

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

    /** Somebody asked for its end. */
    record Stopping(int attempt, boolean force) implements RunnerEvent {}

    /**
     * It ended as asked, or by itself with exit code 0.
     *
     * @param exit how; empty if it was stopped before a process existed
     */
    record Stopped(int attempt, Optional<ExitStatus> exit) implements RunnerEvent {}

    /**
     * It ended otherwise.
     *
     * @param exit how, where a process existed and its end is known
     */
    record Failed(int attempt, String reason, Optional<ExitStatus> exit) implements RunnerEvent {}

    /** The event's type as in the catalogue, for example {@code runner.started}. */
    default String type() {
        return switch (this) {
            case Starting _ -> "runner.starting";
            case Started _ -> "runner.started";
            case Stopping _ -> "runner.stopping";
            case Stopped _ -> "runner.stopped";
            case Failed _ -> "runner.failed";
        };
    }
}
