package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of one runner.
 *
 * <pre>
 *             | Stop      | Pause   | Unpause | Restart  | HostStarted | HostRefused | HostExited 0 | HostExited else | HostForgot        | StopTimedOut
 *  -----------+-----------+---------+---------+----------+-------------+-------------+--------------+-----------------+-------------------+-------------
 *  starting   | stopping  | refused | refused | refused  | running     | failed      | terminated   | failed (7)      | failed (1)        | -
 *  running    | stopping  | paused  | -       | refused  | -           | -           | terminated   | failed (7)      | failed (7)        | -
 *  paused     | stopping  | -       | running | refused  | - (6)       | -           | terminated   | failed (7)      | failed (7)        | -
 *  stopping   | - (2)     | refused | refused | refused  | - (3)       | terminated  | terminated   | terminated      | by process (1)(4) | failed (5)
 *  terminated | -         | refused | refused | starting | - (3)       | -           | -            | -               | -                 | -
 *  failed     | - (8)     | refused | refused | starting | - (3)       | -           | -            | -               | -                 | -
 * </pre>
 *
 * (1) Not while the launch is in flight: the host cannot know it yet. (2) A forced stop overtakes a
 * polite one. (3) The terminal is told to end the process, which no live attempt stands for. (4)
 * Terminated if there never was a process, failed if its end is unknown. (5) If the epoch is that
 * of this stop. (6) The tree is frozen again. (7) With a restart owed, if the policy has one left.
 * (8) A restart that is owed is cancelled. {@code MustEnd} is a polite Stop of a live attempt of
 * its fence, with a reason, and nothing to any other. {@code MachineRestarted} proves the end: it
 * terminates what was stopping, and fails what ran for good, whatever the policy. A fact of another
 * fence changes nothing. {@link RunnerMoves} holds the arrows.
 */
public final class RunnerMachine {
    /** How long after the grace period the end of a process may take to be confirmed. */
    public static final Duration STOP_CONFIRMATION = Duration.ofSeconds(60);

    /** The grace of a stop that is repeated, since only its first asker said how long. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    private RunnerMachine() {}

    /** The state after the first event of a runner. */
    public static RunnerState begin(
            RunnerId id, RunnerEvent.Starting starting, long version, RestartPolicy policy) {
        return new RunnerState(
                id,
                RunnerStatus.STARTING,
                version,
                starting.attempt(),
                starting.fence(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Restarts.of(policy),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * Whether the command would begin an attempt, so that it has to be planned and a fence to be
     * drawn before the decision.
     */
    public static boolean begins(RunnerState state, RunnerCommand command) {
        return switch (command) {
            case RunnerCommand.Restart _ -> state.status().ended();
            case RunnerCommand.RestartDue due -> Asked.isDue(state, due);
            case RunnerCommand.AwaitStarted _,
                    RunnerCommand.Stop _,
                    RunnerCommand.Pause _,
                    RunnerCommand.Unpause _,
                    RunnerCommand.HostStarted _,
                    RunnerCommand.HostRefused _,
                    RunnerCommand.HostExited _,
                    RunnerCommand.HostForgot _,
                    RunnerCommand.MachineRestarted _,
                    RunnerCommand.HostFroze _,
                    RunnerCommand.FreezeRefused _,
                    RunnerCommand.Unreachable _,
                    RunnerCommand.Reachable _,
                    RunnerCommand.MustEnd _,
                    RunnerCommand.StopTimedOut _ ->
                    false;
        };
    }

    /** What the command means in this state. */
    public static Decision decide(RunnerState state, RunnerCommand command, Moment moment) {
        return switch (command) {
            case RunnerCommand.AwaitStarted _ -> Asked.awaitStarted(state);
            case RunnerCommand.Stop stop -> Asked.stop(state, stop);
            case RunnerCommand.Pause _ -> Asked.pause(state);
            case RunnerCommand.Unpause _ -> Asked.unpause(state);
            case RunnerCommand.Restart _ -> Asked.restart(state, moment);
            case RunnerCommand.RestartDue due -> Asked.restartDue(state, due, moment);
            case RunnerCommand.MustEnd fact -> Asked.mustEnd(state, fact);
            case RunnerCommand.HostStarted fact -> Facts.started(state, fact);
            case RunnerCommand.HostRefused fact -> Facts.refused(state, fact);
            case RunnerCommand.HostExited fact -> Facts.exited(state, fact, moment.now());
            case RunnerCommand.HostForgot fact -> Facts.forgot(state, fact, moment.now());
            case RunnerCommand.MachineRestarted fact -> Facts.machineRestarted(state, fact);
            case RunnerCommand.HostFroze fact -> Facts.froze(state, fact);
            case RunnerCommand.FreezeRefused fact -> Facts.freezeRefused(state, fact);
            case RunnerCommand.Unreachable fact -> Facts.unreachable(state, fact);
            case RunnerCommand.Reachable fact -> Facts.reachable(state, fact);
            case RunnerCommand.StopTimedOut fact -> Facts.timedOut(state, fact);
        };
    }

    /** A restart without a user's doing that is owed finds no place of this kind, and waits. */
    public static Decision restartWaits(RunnerState state, PlaceScope place) {
        return Asked.restartWaits(state, place);
    }

    /** A restart without a user's doing that is owed cannot be. */
    public static Decision cannotRestart(RunnerState state, String why) {
        return Asked.cannotRestart(state, why);
    }

    /**
     * The state after the event; the only way a state changes.
     *
     * @param at when it happened
     */
    public static RunnerState evolve(RunnerState state, RunnerEvent event, Instant at) {
        return Evolution.of(state, event, at);
    }

    /**
     * What an actor that begins in this state has to see to, since its predecessor may have died
     * before doing it.
     */
    public static List<Effect> resume(RunnerState state) {
        var waiters = new Effect.AnswerWaiters(Decisions.now(state));
        return switch (state.status()) {
            case STARTING ->
                    state.launchInFlight()
                            ? List.of(new Effect.LaunchTerminal(state.attempt(), state.fence()))
                            : List.of();
            case RUNNING -> List.of(waiters);
            case PAUSED -> List.of(new Effect.FreezeTerminal(state.fence(), true), waiters);
            case STOPPING ->
                    List.of(
                            Decisions.end(state, false, DEFAULT_GRACE),
                            Decisions.timer(state, DEFAULT_GRACE),
                            waiters);
            case TERMINATED -> List.of(waiters, new Effect.Retire());
            case FAILED ->
                    state.restarts()
                            .dueAt()
                            .map(at -> List.of(waiters, Decisions.restartAt(state, at)))
                            .orElseGet(() -> List.of(waiters, new Effect.Retire()));
        };
    }
}
