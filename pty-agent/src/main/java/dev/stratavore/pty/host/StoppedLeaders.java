package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.process.Families;
import dev.stratavore.pty.process.Family;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets leaders go on that a signal has stopped: one has no shell above it that would. That is done
 * at once, but to one that stops again and again only once in a while, so that it cannot keep this
 * process busy. One that is frozen by request is left, and one that reads or writes in the
 * background would stop again. For the worker's thread.
 */
final class StoppedLeaders {
    /** Between two times that the same leader is let go on. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    private static final int SIGTSTP = 20;

    private final Worker worker;
    private final EventLoop loop;
    private final Families families;
    private final LongSupplier nanos;
    private final Map<Family, Long> wentOn = new HashMap<>();

    StoppedLeaders(Worker worker, EventLoop loop, Families families, LongSupplier nanos) {
        this.worker = worker;
        this.loop = loop;
        this.families = families;
        this.nanos = nanos;
    }

    /** A child was stopped by a signal. */
    void stopped(Processes.StoppedChild child) {
        Family family = families.ledBy(child.pid());
        boolean byItself = child.signal() == SIGSTOP || child.signal() == SIGTSTP;
        if (family != null && byItself && !family.isFrozen()) {
            goOn(family, child.pid());
        }
    }

    /** One that is new may have stopped before anybody listened. */
    void added(long leader) {
        ProcStat stat = ProcStat.of(leader);
        if (stat != null && stat.stopped()) {
            stopped(new Processes.StoppedChild(leader, SIGSTOP));
        }
    }

    void removed(Family family) {
        wentOn.remove(family);
    }

    private void goOn(Family family, long leader) {
        long now = nanos.getAsLong();
        Long before = wentOn.get(family);
        if (before != null && now - before < PAUSE.toNanos()) {
            loop.execute(() -> loop.schedule(PAUSE, () -> worker.tell(() -> added(leader))));
            return;
        }
        wentOn.put(family, now);
        boolean ignored = Processes.signal(-leader, SIGCONT);
    }
}
