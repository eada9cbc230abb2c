package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.Limits;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once in a host's life that the open files of its programs are not bounded. Thread-safe. */
final class FileBound {
    private final HostLog log;
    private final boolean can;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * @param can whether the engine can bound them
     */
    FileBound(HostLog log, boolean can) {
        this.log = log;
        this.can = can;
    }

    /** A program is about to start under these limits. */
    void wanted(Limits limits) {
        if (limits.runnerFiles() > 0 && !can && said.compareAndSet(false, true)) {
            log.trouble("not-bounded", "files", limits.runnerFiles(), "cause", "no prlimit");
        }
    }
}
