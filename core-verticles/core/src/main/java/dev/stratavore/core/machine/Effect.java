package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.RunnerReply;
import java.time.Duration;

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

    /** Tell me {@code StopTimedOut} with this epoch after the delay. */
    record ArmStopTimer(long fence, long epoch, Duration delay) implements Effect {}

    /** Answer everybody who waits for the start. */
    record AnswerWaiters(RunnerReply reply) implements Effect {}

    /** Nothing more will happen; the actor may go when nobody has asked for a while. */
    record Retire() implements Effect {}
}
