package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** The leaders of an engine's terminals that were not collected yet. Any thread. */
final class Leaders {
    private static final int SIGKILL = 9;

    private final Map<Long, Leader> living = new ConcurrentHashMap<>();

    /** Enrols a child of ours; one that cannot be watched is not left to itself. */
    Leader enrol(int pid) throws ErrnoException {
        try {
            int pidfd = Processes.pidfd(pid);
            ProcStat stat = ProcStat.of(pid);
            Leader leader =
                    new Leader(pid, stat == null ? 0 : stat.startTicks(), pidfd, living::remove);
            living.put(leader.pid(), leader);
            return leader;
        } catch (ErrnoException e) {
            boolean ignored = Processes.signal(pid, SIGKILL);
            throw e;
        }
    }

    /** Shows a leader that is held to its keeper; without the keeper's consent it dies. */
    void show(Leader leader, LongConsumer keeper) {
        try {
            keeper.accept(leader.pid());
        } catch (RuntimeException | Error e) {
            boolean ignored = Processes.signal(leader.pid(), SIGKILL);
            strike(leader);
            throw e;
        }
    }

    /** From now on it is collected as any child is. */
    void strike(Leader leader) {
        leader.closed();
        Fds.close(leader.pidfd());
    }

    boolean owns(long pid) {
        return living.containsKey(pid);
    }

    void collect(long pid) {
        Leader leader = living.get(pid);
        if (leader != null) {
            var ignored = leader.collect();
        }
    }
}
