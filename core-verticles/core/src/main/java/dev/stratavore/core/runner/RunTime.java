package dev.stratavore.core.runner;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells a runner when it has run as long as it may. The time counts from the start of the attempt
 * as its row has it; once armed it is a delay, so that a clock that is set changes nothing, and one
 * that was set back while nobody was here can grant the whole time once more and never longer.
 */
final class RunTime {
    private static final long NONE = -1;

    private final RunnerEffects.Owner owner;
    private final InstantSource clock;
    private long armedFence = NONE;

    RunTime(RunnerEffects.Owner owner, InstantSource clock) {
        this.owner = owner;
        this.clock = clock;
    }

    /** The runner is like this now. */
    void watch(RunnerRow row) {
        var attempt = row.attempt();
        boolean runs = row.status() == RunnerStatus.RUNNING || row.status() == RunnerStatus.PAUSED;
        if (!runs
                || attempt.startedAt().isEmpty()
                || row.maxTimeMillis().isEmpty()
                || attempt.fence() == armedFence) {
            return;
        }
        armedFence = attempt.fence();
        var most = Duration.ofMillis(row.maxTimeMillis().getAsLong());
        var end =
                new RunnerCommand.MustEnd(
                        row.id(), attempt.fence(), "stopped after its " + inWords(most));
        owner.later(
                left(attempt.startedAt().get().plus(most), most),
                () -> {
                    owner.tell(end);
                    return Future.succeededFuture();
                });
    }

    private Duration left(Instant end, Duration most) {
        var left = Duration.between(clock.instant(), end);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(most) < 0 ? left : most;
    }

    /** As people say it: {@code 2 h}, {@code 1 h 30 min}, {@code 45 s}. */
    static String inWords(Duration time) {
        var words = new StringBuilder();
        append(words, time.toDays(), "d");
        append(words, time.toHoursPart(), "h");
        append(words, time.toMinutesPart(), "min");
        append(words, time.toSecondsPart(), "s");
        append(words, time.toMillisPart(), "ms");
        return words.toString();
    }

    private static void append(StringBuilder words, long count, String unit) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
        }
    }
}
