package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.RunnerBeat;
import dev.stratavore.pty.frame.RunnerBeat.Usage;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.loop.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells one connection of all living attempts, once an interval. At most one beat waits for a peer
 * that is slow to take what it gets; a newer one takes its place, and the sequence tells.
 */
final class Heartbeat {
    private final Source source;
    private final Connection connection;
    private @Nullable Timer timer;
    private @Nullable Beat late;
    private Duration interval = Duration.ZERO;
    private int request;
    private long sequence;
    private boolean measuring;

    /** What beats are made of. */
    record Source(
            HostServices host, Attempts attempts, RunnerProcesses processes, LongSupplier nanos) {}

    Heartbeat(Source source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    void start(int number, int intervalMillis) {
        request = number;
        interval = Duration.ofMillis(intervalMillis);
        stop();
        tick();
    }

    void stop() {
        late = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void tick() {
        timer = source.host.loop().schedule(interval, this::tick);
        sequence++;
        if (!measuring) {
            measuring = true;
            long number = sequence;
            source.processes.sample(usage -> measured(number, usage), () -> measuring = false);
        }
    }

    private void measured(long number, Map<RunnerRef, Usage> usage) {
        measuring = false;
        if (timer == null) {
            return;
        }
        late =
                new Beat(
                        request,
                        number,
                        TimeUnit.NANOSECONDS.toMillis(source.nanos.getAsLong()),
                        source.host.clock().millis(),
                        runners(usage));
        if (connection.isDrained()) {
            boolean ignored = sendLate();
        }
    }

    private List<RunnerBeat> runners(Map<RunnerRef, Usage> usage) {
        List<RunnerBeat> runners = new ArrayList<>();
        for (Attempt attempt : source.attempts.living()) {
            Terminal terminal = attempt.terminal();
            if (terminal != null) {
                runners.add(
                        new RunnerBeat(
                                attempt.ref(),
                                attempt.fence(),
                                usage.getOrDefault(attempt.ref(), Usage.NONE),
                                attempt.frozen(),
                                terminal.roster().size(),
                                terminal.ring().end(),
                                attempt.holder() != null));
            }
        }
        return runners;
    }

    /** Sends a beat that waits, if there is one; whether it did. */
    boolean sendLate() {
        Beat beat = late;
        late = null;
        if (beat != null) {
            connection.send(beat);
        }
        return beat != null;
    }
}
