package dev.stratavore.supervisor.sim;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.supervisor.reconcile.Observed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pty host: what it starts outlives every daemon. It starts each attempt once, and keeps what
 * it started and the ends in files that outlive itself.
 */
final class Terminals {
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;
    private static final int DYING_MILLIS = 400;

    private record Key(RunnerId runner, int attempt) {}

    /** An entry of the journal; without a status the host before this one took it with it. */
    record Ended(long sequence, RunnerId runner, long fence, Optional<ExitStatus> exit) {}

    /** One attempt. */
    static final class Program {
        final RunnerSpec spec;
        final int attempt;
        final long fence;
        final long pid;
        final boolean deaf;
        boolean frozen;
        private boolean alive = true;
        private boolean listed = true;
        private Optional<ExitStatus> exit = Optional.empty();
        private final List<Promise<Void>> stopping = new ArrayList<>();

        Program(RunnerSpec spec, int attempt, long fence, long pid, boolean deaf) {
            this.spec = spec;
            this.attempt = attempt;
            this.fence = fence;
            this.pid = pid;
            this.deaf = deaf;
        }

        RunnerId runner() {
            return spec.id();
        }
    }

    private final OneThread time;
    private final Dice dice;
    private final Map<Key, Program> known = new LinkedHashMap<>();
    private final Deque<Ended> journal = new ArrayDeque<>();
    private final List<String> unasked = new ArrayList<>();
    private final Rows rows;
    private Runnable onEnd = () -> {};
    private long nextPid = 1_000;
    private long nextSequence = 1;

    Terminals(OneThread time, Dice dice, Rows rows) {
        this.time = time;
        this.dice = dice;
        this.rows = rows;
    }

    void onEnd(Runnable listener) {
        onEnd = listener;
    }

    List<Program> alive() {
        return known.values().stream().filter(process -> process.alive).toList();
    }

    /** Programs that were ended although nobody had asked for it. */
    List<String> unasked() {
        return unasked;
    }

    Optional<Ended> firstUnacknowledged() {
        return Optional.ofNullable(journal.peek());
    }

    void acknowledge(long sequence) {
        journal.removeIf(entry -> entry.sequence() <= sequence);
    }

    Future<TerminalHost.Launched> launch(RunnerSpec spec, int attempt, long fence) {
        var process = known.get(new Key(spec.id(), attempt));
        if (process == null) {
            if (dice.oneIn(25)) {
                return Future.succeededFuture(new TerminalHost.Launched.Refused("no such program"));
            }
            if (livesOrCameLater(spec.id(), attempt)) {
                return Future.succeededFuture(
                        new TerminalHost.Launched.Refused("another attempt lives or came later"));
            }
            process = new Program(spec, attempt, fence, nextPid++, dice.percent(20));
            known.put(new Key(spec.id(), attempt), process);
        }
        return Future.succeededFuture(
                new TerminalHost.Launched.Started(process.pid, ticksOf(process)));
    }

    private boolean livesOrCameLater(RunnerId runner, int attempt) {
        return known.values().stream()
                .anyMatch(each ->
                        each.runner().equals(runner) && (each.alive || each.attempt > attempt));
    }

    Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        var latest = latest(runner);
        if (latest.isEmpty()) {
            return Future.succeededFuture();
        }
        var process = latest.get();
        if (process.fence != fence) {
            return Future.failedFuture(new IOException("another attempt's fence"));
        }
        if (!process.alive) {
            return Future.succeededFuture();
        }
        noteUnasked(process);
        var gone = Promise.<Void>promise();
        process.stopping.add(gone);
        if (force) {
            dieLater(process, SIGKILL, dice.millisUpTo(DYING_MILLIS));
        } else if (process.deaf) {
            dieLater(process, SIGKILL, Duration.ofMillis(graceMillis));
        } else {
            dieLater(process, SIGTERM, dice.millisUpTo(DYING_MILLIS));
        }
        return gone.future();
    }

    /** What is durable goes before every order to end something. */
    private void noteUnasked(Program process) {
        rows.runner(process.runner())
                .filter(row -> row.attempt().fence() == process.fence)
                .filter(row ->
                        switch (row.status()) {
                            case STARTING, RUNNING, PAUSED -> true;
                            case STOPPING, TERMINATED, FAILED -> false;
                        })
                .ifPresent(row ->
                        unasked.add(
                                process.runner()
                                        + " attempt "
                                        + process.attempt
                                        + " is ended while it is "
                                        + row.status().word()));
    }

    private void dieLater(Program process, int signal, Duration delay) {
        time.later(delay, () -> end(process, new ExitStatus.Signal(signal)));
    }

    /** It ends, by itself or not. */
    void end(Program process, ExitStatus status) {
        if (!process.alive) {
            return;
        }
        process.exit = Optional.of(status);
        gone(process);
        process.stopping.forEach(Promise::complete);
    }

    private void gone(Program process) {
        process.alive = false;
        process.frozen = false;
        journal.add(new Ended(nextSequence++, process.runner(), process.fence, process.exit));
        onEnd.run();
    }

    Future<TerminalHost.Frozen> freeze(RunnerId runner, long fence, boolean frozen) {
        var process = latest(runner).filter(each -> each.fence == fence).filter(each -> each.alive);
        if (process.isEmpty() || !process.get().stopping.isEmpty()) {
            return Future.succeededFuture(new TerminalHost.Frozen.Gone());
        }
        if (frozen && dice.oneIn(15)) {
            return Future.succeededFuture(new TerminalHost.Frozen.Refused("it cannot be"));
        }
        process.get().frozen = frozen;
        return Future.succeededFuture(new TerminalHost.Frozen.Done());
    }

    /** Attempts that went with an earlier host are not among them. */
    List<Observed> list() {
        return known.values().stream()
                .filter(process -> process.listed)
                .filter(process -> process.alive || process.exit.isPresent())
                .map(process ->
                        new Observed(
                                process.runner(),
                                process.fence,
                                process.pid,
                                ticksOf(process),
                                process.exit,
                                Optional.empty(),
                                process.frozen))
                .toList();
    }

    /** The host is killed, with everything it held; one that takes its place reads the journal. */
    void crash() {
        for (var process : alive()) {
            process.stopping.clear();
            gone(process);
        }
        for (var process : known.values()) {
            process.listed = journal.stream().anyMatch(entry -> entry.fence() == process.fence);
        }
    }

    private Optional<Program> latest(RunnerId runner) {
        return known.values().stream()
                .filter(process -> process.runner().equals(runner))
                .reduce((_, later) -> later);
    }

    /** Any figure that differs from process to process. */
    private static long ticksOf(Program process) {
        return process.pid * 10;
    }
}
