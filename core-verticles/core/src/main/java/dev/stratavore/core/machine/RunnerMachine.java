package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The life of one runner.
 *
 * <pre>
 *             | Stop      | HostStarted | HostRefused | HostExited 0 | HostExited else | HostForgot        | StopTimedOut
 *  -----------+-----------+-------------+-------------+--------------+-----------------+-------------------+-------------
 *  starting   | stopping  | running     | failed      | terminated   | failed          | failed (1)        | -
 *  running    | stopping  | -           | -           | terminated   | failed          | failed            | -
 *  stopping   | - (2)     | - (3)       | terminated  | terminated   | terminated      | by process (1)(4) | failed (5)
 *  terminated | -         | - (3)       | -           | -            | -               | -                 | -
 *  failed     | -         | - (3)       | -           | -            | -               | -                 | -
 * </pre>
 *
 * (1) Not while the launch is in flight: the host cannot know it yet. (2) A forced stop overtakes a
 * polite one. (3) The terminal is told to end the process, which no live attempt stands for. (4)
 * Terminated if there never was a process, failed if its end is unknown. (5) If the epoch is that
 * of this stop. A fact of another fence changes nothing. {@link RunnerMoves} holds the arrows.
 *
 * <p>No decision depends on the time, so none is passed: a deadline arrives as a message.
 */
public final class RunnerMachine {
    /** How long after the grace period the end of a process may take to be confirmed. */
    public static final Duration STOP_CONFIRMATION = Duration.ofSeconds(60);

    /** The grace of a stop that is repeated, since only its first asker said how long. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    private RunnerMachine() {}

    /** The state after the first event of an attempt. */
    public static RunnerState begin(RunnerId id, RunnerEvent.Starting starting, long version) {
        return new RunnerState(
                id,
                RunnerStatus.STARTING,
                version,
                starting.attempt(),
                starting.fence(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** What the command means in this state. */
    public static Decision decide(RunnerState state, RunnerCommand command) {
        return switch (command) {
            case RunnerCommand.AwaitStarted _ -> Decisions.awaitStarted(state);
            case RunnerCommand.Stop stop -> Decisions.stop(state, stop);
            case RunnerCommand.HostStarted fact -> Decisions.started(state, fact);
            case RunnerCommand.HostRefused fact -> Decisions.refused(state, fact);
            case RunnerCommand.HostExited fact -> Decisions.exited(state, fact);
            case RunnerCommand.HostForgot fact -> Decisions.forgot(state, fact);
            case RunnerCommand.StopTimedOut fact -> Decisions.timedOut(state, fact);
        };
    }

    /** The state after the event; the only way a state changes. */
    public static RunnerState evolve(RunnerState state, RunnerEvent event) {
        var status =
                RunnerMoves.next(state.status(), event)
                        .orElseThrow(() -> new IllegalStateException(illegal(state, event)));
        var process = state.process();
        var exit = state.exit();
        var reason = state.reason();
        boolean inFlight = state.launchInFlight();
        switch (event) {
            case RunnerEvent.Starting _ -> throw new IllegalStateException(illegal(state, event));
            case RunnerEvent.Started started -> {
                process =
                        Optional.of(new RunnerState.ProcessId(started.pid(), started.startTicks()));
                inFlight = false;
            }
            case RunnerEvent.Stopping _ -> {}
            case RunnerEvent.Stopped stopped -> {
                exit = stopped.exit();
                inFlight = false;
            }
            case RunnerEvent.Failed failed -> {
                exit = failed.exit();
                reason = Optional.of(failed.reason());
                inFlight = false;
            }
        }
        return new RunnerState(
                state.id(),
                status,
                state.version() + 1,
                state.attempt(),
                state.fence(),
                process,
                exit,
                reason,
                inFlight);
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
            case RUNNING, PAUSED -> List.of(waiters);
            case STOPPING ->
                    List.of(
                            Decisions.end(state, false, DEFAULT_GRACE),
                            Decisions.timer(state, DEFAULT_GRACE),
                            waiters);
            case TERMINATED, FAILED -> List.of(waiters, new Effect.Retire());
        };
    }

    private static String illegal(RunnerState state, RunnerEvent event) {
        return state.id() + " cannot go from " + state.status().word() + " by " + event.type();
    }
}
