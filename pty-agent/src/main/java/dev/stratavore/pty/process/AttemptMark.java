package dev.stratavore.pty.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.loop.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final MethodHandle PRLIMIT =
            Libc.bind(
                    "prlimit",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private static final int OURSELVES = 0;
    private static final int RLIMIT_LOCKS = 10;
    private static final String LINE = "Max file locks";

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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment before = arena.allocate(JAVA_LONG, 2);
            MemorySegment after = arena.allocate(JAVA_LONG, 2);
            if (!prlimit(MemorySegment.NULL, before)) {
                return null;
            }
            after.setAtIndex(JAVA_LONG, 0, mark);
            after.setAtIndex(JAVA_LONG, 1, before.getAtIndex(JAVA_LONG, 1));
            return prlimit(after, MemorySegment.NULL) ? before.getAtIndex(JAVA_LONG, 0) : null;
        }
    }

    private static boolean prlimit(MemorySegment after, MemorySegment before) {
        try {
            return (int) PRLIMIT.invokeExact(Libc.capture(), OURSELVES, RLIMIT_LOCKS, after, before)
                    == 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** The mark of a process, also of one that waits to be collected; 0 if it has none. */
    public static long read(long pid) {
        try {
            Path limits = Path.of("/proc", Long.toString(pid), "limits");
            String text = new String(Files.readAllBytes(limits), StandardCharsets.ISO_8859_1);
            return parse(text);
        } catch (IOException gone) {
            return 0;
        }
    }

    static long parse(String limits) {
        int line = limits.indexOf(LINE);
        int end = limits.indexOf('\n', line);
        if (line < 0 || end < 0) {
            return 0;
        }
        String soft = limits.substring(line + LINE.length(), end).strip().split(" ", 2)[0];
        try {
            long value = Long.parseLong(soft);
            return value >= BASE ? value : 0;
        } catch (NumberFormatException unlimited) {
            return 0;
        }
    }
}
