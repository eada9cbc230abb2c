package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.engine.PtyEngine;
import dev.stratavore.pty.process.AttemptMark;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears of children that have ended or stopped: leaders, and orphans that became ours. On the
 * disk's thread, which also starts leaders, so that none is taken for an orphan before it is known.
 */
final class ChildCollector {
    private final Worker disk;
    private final PtyEngine engine;
    private final RunnerProcesses processes;
    private final AtomicBoolean underWay = new AtomicBoolean();

    ChildCollector(Worker disk, PtyEngine engine, RunnerProcesses processes) {
        this.disk = disk;
        this.engine = engine;
        this.processes = processes;
    }

    /** Something has happened to a child. Any thread. */
    void collect() {
        if (underWay.compareAndSet(false, true)) {
            disk.tell(this::run);
        }
    }

    private void run() {
        underWay.set(false);
        for (long pid = Processes.endedChild(); pid != 0; pid = Processes.endedChild()) {
            if (engine.owns(pid)) {
                engine.collect(pid);
            } else {
                discard(pid);
            }
        }
        for (var child = Processes.stoppedChild(); child != null; ) {
            processes.childStopped(child);
            child = Processes.stoppedChild();
        }
    }

    private void discard(long pid) {
        long mark = AttemptMark.read(pid);
        long micros = Processes.discard(pid);
        if (mark != 0 && micros > 0) {
            processes.orphanEnded(mark, micros);
        }
    }
}
