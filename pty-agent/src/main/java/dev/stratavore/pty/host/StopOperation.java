package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.loop.Timer;
import dev.stratavore.pty.process.StopSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One stop: asked politely, then waited for, then killed, until nothing is left.
 *
 * <pre>
 * asking   polite signals sent; the leader ends, the grace is over, or force → rest
 * rest     the leader is gone: what it left gets a polite signal and a moment  → killing, done
 * killing  SIGKILL to all until a look finds nobody new, wait for their ends   → killing, gone, done
 * gone     nothing is found, but the leader's exit was not told yet            → killing
 * done     nothing is found, and the leader's exit was told
 * </pre>
 */
final class StopOperation {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** What is not found in so many looks changes its pid faster than we look. */
    private static final int HASTY_ROUNDS = 50;

    private final HostServices host;
    private final RunnerProcesses processes;
    private final Attempt attempt;
    private final StopSignals signals;
    private final Runnable finished;
    private final List<IntConsumer> waiters = new ArrayList<>();
    private @Nullable Timer timer;
    private @Nullable EndWatch watch;
    private State state = State.NEW;
    private int killed;
    private int rounds;

    private enum State {
        NEW,
        ASKING,
        REST,
        KILLING,
        GONE,
        DONE
    }

    StopOperation(
            HostServices host, RunnerProcesses processes, Attempt attempt, Runnable finished) {
        this.host = host;
        this.processes = processes;
        this.attempt = attempt;
        this.finished = finished;
        this.signals = new StopSignals(processes.of(attempt));
    }

    void join(int graceMillis, boolean force, IntConsumer done) {
        waiters.add(done);
        if (state == State.NEW && attempt.alive() && !force) {
            ask(graceMillis);
        } else if (state == State.NEW && !force) {
            endRest();
        } else if (force && state != State.KILLING && state != State.GONE) {
            kill();
        }
    }

    private void ask(int graceMillis) {
        state = State.ASKING;
        Terminal terminal = attempt.terminal();
        int foreground = terminal == null ? 0 : terminal.pty().foregroundGroup();
        processes.look(look -> signals.askToEnd(look, foreground));
        timer = host.loop().schedule(Duration.ofMillis(graceMillis), this::kill);
    }

    void leaderEnded() {
        if (state == State.ASKING) {
            endRest();
        } else if (state == State.GONE) {
            kill();
        }
    }

    private void endRest() {
        state = State.REST;
        cancelTimer();
        processes.look(signals::askRestToEnd, this::awaitRest, this::killRest);
    }

    private void killRest() {
        if (state == State.REST) {
            kill();
        }
    }

    private void awaitRest(List<ProcStat> asked) {
        if (state != State.REST) {
            return;
        }
        if (asked.isEmpty()) {
            done();
        } else {
            timer = host.loop().schedule(MOMENT, this::kill);
            watch = new EndWatch(host, asked, this::kill);
        }
    }

    private void kill() {
        state = State.KILLING;
        cancelTimer();
        processes.look(signals::killAll, this::awaitKilled, this::killLater);
    }

    /** A stop is not given up: what it leaves would run on without anybody who knows it. */
    private void killLater() {
        timer = host.loop().schedule(MOMENT, this::kill);
    }

    private void awaitKilled(StopSignals.Killed round) {
        killed = round.total();
        if (round.found().isEmpty()) {
            done();
        } else if (round.fresh() > 0 && rounds < HASTY_ROUNDS) {
            // Whoever they have forked before they died is found before it forks itself.
            rounds++;
            kill();
        } else if (round.fresh() > 0) {
            killLater();
        } else {
            watch = new EndWatch(host, round.found(), this::kill);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
        }
        if (watch != null) {
            watch.cancel();
        }
    }

    /** The leader's exit comes through its terminal, and without it the stop is not complete. */
    private void done() {
        if (attempt.alive()) {
            state = State.GONE;
            return;
        }
        state = State.DONE;
        cancelTimer();
        finished.run();
        for (IntConsumer waiter : waiters) {
            waiter.accept(killed);
        }
    }
}
