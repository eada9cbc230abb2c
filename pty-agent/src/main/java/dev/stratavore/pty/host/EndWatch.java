package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Watch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Waits until all of some processes have ended, by their descriptors. */
final class EndWatch {
    private final EventLoop loop;
    private final Runnable allEnded;
    private final Set<Watch> left = new HashSet<>();
    private boolean cancelled;

    EndWatch(HostServices host, List<ProcStat> processes, Runnable allEnded) {
        this.loop = host.loop();
        this.allEnded = allEnded;
        for (ProcStat process : processes) {
            add(process.pid());
        }
        if (left.isEmpty()) {
            loop.execute(this::check);
        }
    }

    private void add(long pid) {
        try {
            Watch[] own = new Watch[1];
            Watch watch = loop.watch(Processes.pidfd(pid), events -> ended(own[0]));
            own[0] = watch;
            left.add(watch);
            watch.interest(Watch.IN);
        } catch (ErrnoException e) {
            // It is gone already; if not, the next look finds it again.
            return;
        }
    }

    private void ended(Watch watch) {
        left.remove(watch);
        loop.close(watch);
        check();
    }

    private void check() {
        if (left.isEmpty() && !cancelled) {
            cancelled = true;
            allEnded.run();
        }
    }

    void cancel() {
        cancelled = true;
        for (Watch watch : new ArrayList<>(left)) {
            loop.close(watch);
        }
        left.clear();
    }
}
