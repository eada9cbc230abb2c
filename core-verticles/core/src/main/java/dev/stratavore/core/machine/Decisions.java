package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pieces that decisions are made of. */
final class Decisions {
    private Decisions() {}

    /** A change of status, with what follows from the new status itself. */
    static Decision changed(RunnerState state, RunnerEvent event, Effect... effects) {
        // Of the time, no effect depends on what the event's own fields do not say.
        var after = RunnerMachine.evolve(state, event, Instant.EPOCH);
        var all = new ArrayList<>(List.of(effects));
        if (state.status() == RunnerStatus.STARTING || isFreeze(state, after)) {
            all.add(new Effect.AnswerWaiters(now(after)));
        }
        if (after.status().ended()) {
            all.add(
                    after.restarts()
                            .dueAt()
                            .map(at -> restartAt(after, at))
                            .orElseGet(Effect.Retire::new));
        }
        return new Decision(Optional.of(event), all, Optional.of(now(after)));
    }

    /** Whoever waits for the freeze of one that ends is told so. */
    private static boolean isFreeze(RunnerState before, RunnerState after) {
        boolean mayBeAwaited =
                before.status() == RunnerStatus.PAUSED || before.status() == RunnerStatus.RUNNING;
        return mayBeAwaited && (after.status().ended() || after.status() == RunnerStatus.STOPPING);
    }

    static Decision refused(String reason, String hint) {
        return Decision.nothing(new RunnerReply.Refused(RefusalKind.CONFLICT, reason, hint));
    }

    static RunnerReply now(RunnerState state) {
        return new RunnerReply.Now(state.status(), state.attempt());
    }

    static Effect end(RunnerState state, boolean force, Duration grace) {
        return new Effect.StopTerminal(state.fence(), force, force ? Duration.ZERO : grace);
    }

    static Effect timer(RunnerState state, Duration grace) {
        return new Effect.ArmStopTimer(
                state.fence(), state.version(), grace.plus(RunnerMachine.STOP_CONFIRMATION));
    }

    static Effect restartAt(RunnerState state, Instant at) {
        return new Effect.ArmRestart(state.fence(), state.version(), at);
    }
}
