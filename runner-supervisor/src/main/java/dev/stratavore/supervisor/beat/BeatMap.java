package dev.stratavore.supervisor.beat;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.RunnerBeat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The last heartbeat, and what it shows against the one before. Thread-safe. */
final class BeatMap implements Figures {
    private static final double WHOLE = 100.0;
    private static final int MILLIS = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final double MICROS_PER_MILLI = 1_000.0;
    private static final double MOST = 0.99;
    private static final double HALF = 0.5;

    /** What a program may use that only waits, of one core: timers of its runtime, a cursor. */
    private static final double RESTING = 2.0;

    private final Duration interval;
    private final LongSupplier nanos;
    private final Latencies latencies = new Latencies();
    private Map<RunnerId, Shown> shown = Map.of();
    private Map<Long, Long> workedAt = Map.of();
    private @Nullable Beat last;
    private long lastNanos;
    private long received;
    private long missed;

    /**
     * @param nanos the clock that the pty host reads too, {@code CLOCK_MONOTONIC}
     */
    BeatMap(Duration interval, LongSupplier nanos) {
        this.interval = interval;
        this.nanos = nanos;
    }

    /** Takes the place of the one before. */
    synchronized void take(Beat beat) {
        long now = nanos.getAsLong();
        latencies.add(Duration.ofNanos(now - beat.monotonicMillis() * NANOS_PER_MILLI));
        received++;
        var before = last;
        boolean follows = before != null && before.request() == beat.request();
        if (follows && before != null && beat.sequence() > before.sequence() + 1) {
            missed += beat.sequence() - before.sequence() - 1;
        }
        shown = shown(before, beat);
        workedAt = workedAt(before, beat, now);
        last = beat;
        lastNanos = now;
    }

    /** When each attempt showed a sign of work last, by its fence. */
    private Map<Long, Long> workedAt(@Nullable Beat before, Beat beat, long now) {
        var earlier = byFence(before);
        var worked = new HashMap<Long, Long>();
        for (var runner : beat.runners()) {
            var known = earlier.get(runner.fence());
            Long rested = workedAt.get(runner.fence());
            if (known == null || rested == null || works(known, runner, beat, before)) {
                worked.put(runner.fence(), now);
            } else {
                worked.put(runner.fence(), rested);
            }
        }
        return worked;
    }

    private static boolean works(
            RunnerBeat known, RunnerBeat now, Beat beat, @Nullable Beat before) {
        long elapsed = before == null ? 0 : beat.monotonicMillis() - before.monotonicMillis();
        return now.outputEnd() != known.outputEnd()
                || now.attached() > 0
                || now.frozen()
                || of(now, known, elapsed).cpuPercent() > RESTING;
    }

    private static Map<Long, RunnerBeat> byFence(@Nullable Beat beat) {
        var runners = new HashMap<Long, RunnerBeat>();
        if (beat != null) {
            beat.runners().forEach(each -> runners.put(each.fence(), each));
        }
        return runners;
    }

    @Override
    public synchronized Optional<Duration> quiet(RunnerId runner) {
        if (last == null) {
            return Optional.empty();
        }
        return last.runners().stream()
                .filter(each -> each.target().runner().equals(runner.value()) && !each.frozen())
                .findFirst()
                .map(each -> workedAt.get(each.fence()))
                // Nobody has seen what it did since the last beat.
                .map(since -> Duration.ofNanos(lastNanos - since));
    }

    /** What a beat shows of a runner. */
    private record Shown(Usage usage, Strain strain, boolean held) {}

    private static Map<RunnerId, Shown> shown(@Nullable Beat before, Beat beat) {
        var earlier = byFence(before);
        long elapsed = before == null ? 0 : beat.monotonicMillis() - before.monotonicMillis();
        var shown = new HashMap<RunnerId, Shown>();
        for (var runner : beat.runners()) {
            var name = runner.target().runner();
            if (RunnerId.isRunnerId(name)) {
                var last = earlier.get(runner.fence());
                shown.put(
                        new RunnerId(name),
                        new Shown(
                                of(runner, last, elapsed),
                                strain(runner, last, elapsed),
                                runner.held()));
            }
        }
        return shown;
    }

    private static Usage of(RunnerBeat now, @Nullable RunnerBeat before, long elapsedMillis) {
        double cpu = 0;
        if (before != null && elapsedMillis > 0) {
            long micros = now.usage().cpuMicros() - before.usage().cpuMicros();
            cpu = Math.max(0, micros) * WHOLE / (elapsedMillis * MICROS_PER_MILLI);
        }
        return new Usage(cpu, now.usage().memoryBytes(), now.usage().processes(), now.attached());
    }

    private static Strain strain(RunnerBeat now, @Nullable RunnerBeat before, long elapsedMillis) {
        long bytes = before == null ? 0 : now.outputEnd() - before.outputEnd();
        var strain = now.usage().strain();
        return new Strain(
                strain.refusedProcesses(),
                strain.memoryKills(),
                strain.openFiles(),
                strain.mostFiles(),
                elapsedMillis > 0 ? Math.max(0, bytes) * MILLIS / elapsedMillis : 0);
    }

    @Override
    public synchronized Optional<Usage> of(RunnerId runner) {
        return Optional.ofNullable(shown.get(runner)).map(Shown::usage);
    }

    @Override
    public synchronized Strain strain(RunnerId runner) {
        var found = shown.get(runner);
        return found == null ? Strain.NONE : found.strain();
    }

    @Override
    public synchronized boolean held(RunnerId runner) {
        var found = shown.get(runner);
        return found == null || found.held();
    }

    @Override
    public synchronized Pulse pulse() {
        return new Pulse(
                interval,
                last == null
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(nanos.getAsLong() - lastNanos)),
                received,
                missed,
                latencies.quantile(HALF),
                latencies.quantile(MOST));
    }
}
