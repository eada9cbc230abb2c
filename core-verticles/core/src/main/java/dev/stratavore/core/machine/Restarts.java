package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Restarts without a user's doing.
 *
 * @param most that are allowed in a row
 * @param inARow how many there were since somebody started the runner or it ran for a while; while
 *     one is due, with it
 * @param dueAt when the next one is, if one is owed
 * @param waitsFor the place that one has not found which was due
 */
public record Restarts(
        int most, int inARow, Optional<Instant> dueAt, Optional<PlaceScope> waitsFor) {
    /** An attempt that ran so long was no part of a crash loop. */
    static final Duration STEADY = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 16;

    public Restarts {
        if (most < 0 || inARow < 0) {
            throw new IllegalArgumentException(inARow + " of " + most + " restarts");
        }
        if (waitsFor.isPresent() && dueAt.isEmpty()) {
            throw new IllegalArgumentException("a restart waits that is not owed");
        }
    }

    /** None is due that has found no place. */
    public Restarts(int most, int inARow, Optional<Instant> dueAt) {
        this(most, inARow, dueAt, Optional.empty());
    }

    /** None so far. */
    public static Restarts of(RestartPolicy policy) {
        return new Restarts(policy.most(), 0, Optional.empty());
    }

    /** What follows a crash: a restart after a pause, or none. */
    RunnerEvent.Failed afterCrash(
            int attempt, RunnerEvent.Failed crash, Optional<Instant> startedAt, Instant now) {
        boolean steady = startedAt.filter(start -> !now.isBefore(start.plus(STEADY))).isPresent();
        int before = steady ? 0 : inARow;
        if (before < most) {
            return new RunnerEvent.Failed(
                    attempt,
                    crash.reason(),
                    crash.exit(),
                    Optional.of(new RunnerEvent.NextStart(now.plus(pause(before)), before + 1)),
                    crash.lost());
        }
        return most == 0
                ? crash
                : new RunnerEvent.Failed(
                        attempt,
                        crash.reason() + "; restarted " + times(before) + " in a row, given up",
                        crash.exit(),
                        Optional.empty(),
                        crash.lost());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static Duration pause(int before) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    Restarts due(RunnerEvent.NextStart next) {
        return new Restarts(most, next.inARow(), Optional.of(next.at()));
    }

    Restarts waiting(PlaceScope place) {
        return new Restarts(most, inARow, dueAt, Optional.of(place));
    }

    Restarts begun(int count) {
        return new Restarts(most, count, Optional.empty());
    }

    /** The one that was owed counts no longer. */
    Restarts cancelled() {
        return new Restarts(most, dueAt.isPresent() ? inARow - 1 : inARow, Optional.empty());
    }
}
