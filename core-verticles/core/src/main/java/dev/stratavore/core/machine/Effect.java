package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.RunnerReply;
import java.time.Duration;
import java.time.Instant;

/** What a runner's actor does after a decision is durable. Each may be repeated without harm. */
public sealed interface Effect {
    /** Start the program of this attempt. */
    record LaunchTerminal(int attempt, long fence) implements Effect {}

    /**
     * End the process tree of this attempt.
     *
     * @param grace how long the polite signal has; without meaning where forced
     */
    record StopTerminal(long fence, boolean force, Duration grace) implements Effect {}

    /** Freeze the process tree of this attempt, or let it go on; the outcome is told as a fact. */
    record FreezeTerminal(long fence, boolean frozen) implements Effect {}

    /** Tell me {@code RestartDue} with this epoch at that time. */
    record ArmRestart(long fence, long epoch, Instant at) implements Effect {}

    /** Tell me {@code StopTimedOut} with this epoch after the delay. */
    record ArmStopTimer(long fence, long epoch, Duration delay) implements Effect {}

    /** Answer everybody who waits for the start, or for a freeze. */
    record AnswerWaiters(RunnerReply reply) implements Effect {}

    /** Nothing more will happen; the actor may go when nobody has asked for a while. */
    record Retire() implements Effect {}
}
