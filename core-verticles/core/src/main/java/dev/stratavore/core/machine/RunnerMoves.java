package dev.stratavore.core.machine;

import static dev.stratavore.core.protocol.RunnerStatus.FAILED;
import static dev.stratavore.core.protocol.RunnerStatus.PAUSED;
import static dev.stratavore.core.protocol.RunnerStatus.RUNNING;
import static dev.stratavore.core.protocol.RunnerStatus.STARTING;
import static dev.stratavore.core.protocol.RunnerStatus.STOPPING;
import static dev.stratavore.core.protocol.RunnerStatus.TERMINATED;

import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only legal moves of a runner, each with its event, and what may be noted of one that stays.
 */
final class RunnerMoves {
    /** One arrow of the table. */
    record Move(RunnerStatus from, Class<? extends RunnerEvent> event, RunnerStatus to) {}

    static final List<Move> TABLE =
            List.of(
                    new Move(STARTING, RunnerEvent.Started.class, RUNNING),
                    new Move(STARTING, RunnerEvent.Stopping.class, STOPPING),
                    new Move(STARTING, RunnerEvent.Stopped.class, TERMINATED),
                    new Move(STARTING, RunnerEvent.Failed.class, FAILED),
                    new Move(RUNNING, RunnerEvent.Paused.class, PAUSED),
                    new Move(PAUSED, RunnerEvent.Resumed.class, RUNNING),
                    new Move(RUNNING, RunnerEvent.Stopping.class, STOPPING),
                    new Move(PAUSED, RunnerEvent.Stopping.class, STOPPING),
                    new Move(RUNNING, RunnerEvent.Stopped.class, TERMINATED),
                    new Move(RUNNING, RunnerEvent.Failed.class, FAILED),
                    new Move(PAUSED, RunnerEvent.Stopped.class, TERMINATED),
                    new Move(PAUSED, RunnerEvent.Failed.class, FAILED),
                    new Move(STOPPING, RunnerEvent.Stopped.class, TERMINATED),
                    new Move(STOPPING, RunnerEvent.Failed.class, FAILED),
                    new Move(TERMINATED, RunnerEvent.Restarted.class, STARTING),
                    new Move(FAILED, RunnerEvent.Restarted.class, STARTING));

    private static final Set<RunnerStatus> LIVE = Set.of(STARTING, RUNNING, PAUSED, STOPPING);

    /** In which statuses an event may happen that leaves the status what it is. */
    static final Map<Class<? extends RunnerEvent>, Set<RunnerStatus>> NOTES =
            Map.of(
                    RunnerEvent.RestartWaits.class,
                    Set.of(FAILED),
                    RunnerEvent.RestartCancelled.class,
                    Set.of(FAILED),
                    RunnerEvent.Unreachable.class,
                    LIVE,
                    RunnerEvent.Reachable.class,
                    LIVE);

    private RunnerMoves() {}

    /** Whether the event leaves the status what it is. */
    static boolean isNoMove(RunnerEvent event) {
        return NOTES.containsKey(event.getClass());
    }

    /** Where the event leads, if it may happen there. */
    static Optional<RunnerStatus> next(RunnerStatus from, RunnerEvent event) {
        var noted = NOTES.get(event.getClass());
        if (noted != null) {
            return noted.contains(from) ? Optional.of(from) : Optional.empty();
        }
        return TABLE.stream()
                .filter(move -> move.from() == from && move.event() == event.getClass())
                .map(Move::to)
                .findFirst();
    }
}
