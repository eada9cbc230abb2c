package dev.stratavore.pty.process;

import dev.stratavore.pty.frame.RunnerRef;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A number that every process of an attempt carries: its soft limit of file locks (RLIMIT_LOCKS),
 * which Linux has not enforced since 2.4. A limit goes through fork, exec, setsid and a cleared
 * environment, is there from a process's first moment, and everybody may read it. Only a program
 * that sets this very limit gets rid of it.
 *
 * <p>The host takes the number on for as long as it forks, so that there is no moment in which the
 * child has none. One thread forks; another one that did at that time would mark its child too.
 */
public final class AttemptMark {
    private static final int OURSELVES = 0;

    /** Marks are numbers from here to twice as much: large, and never "unlimited". */
    private static final long BASE = 1L << 61;

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private AttemptMark() {}

    /** The mark of an attempt, always the same (FNV-1a of its name). */
    public static long of(RunnerRef ref) {
        long hash = FNV_START;
        for (byte b : (ref.runner() + "/" + ref.attempt()).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return BASE | (hash & (BASE - 1));
    }

    /**
     * Gives this process another soft limit.
     *
     * @return the one before, to be put back; null if the system does not allow it
     */
    public static @Nullable Long take(long mark) {
        ResourceLimit.Pair before = ResourceLimit.FILE_LOCKS.get(OURSELVES);
        if (before == null) {
            return null;
        }
        var after = new ResourceLimit.Pair(mark, before.hard());
        return ResourceLimit.FILE_LOCKS.set(OURSELVES, after) ? before.soft() : null;
    }

    /** The mark of a process, also of one that waits to be collected; 0 if it has none. */
    public static long read(long pid) {
        return mark(ResourceLimit.FILE_LOCKS.shown(pid));
    }

    static long parse(String limits) {
        return mark(ResourceLimit.FILE_LOCKS.parse(limits));
    }

    private static long mark(long value) {
        return value >= BASE ? value : 0;
    }
}
