package dev.stratavore.pty.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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

/** One of the limits that each process has for itself and hands on to its children (prlimit(2)). */
enum ResourceLimit {
    OPEN_FILES(7, "Max open files"),
    FILE_LOCKS(10, "Max file locks");

    private static final MethodHandle PRLIMIT =
            Libc.bind(
                    "prlimit",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private final int number;
    private final String line;

    /** A soft limit, which holds, and the hard one up to which its process may raise it. */
    record Pair(long soft, long hard) {}

    ResourceLimit(int number, String line) {
        this.number = number;
        this.line = line;
    }

    /**
     * Asks the system.
     *
     * @param pid 0 for this process
     * @return null if it does not tell
     */
    @Nullable Pair get(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment told = arena.allocate(JAVA_LONG, 2);
            return call(pid, MemorySegment.NULL, told)
                    ? new Pair(told.getAtIndex(JAVA_LONG, 0), told.getAtIndex(JAVA_LONG, 1))
                    : null;
        }
    }

    /** Whether the system allows it. */
    boolean set(long pid, Pair pair) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wanted = arena.allocate(JAVA_LONG, 2);
            wanted.setAtIndex(JAVA_LONG, 0, pair.soft());
            wanted.setAtIndex(JAVA_LONG, 1, pair.hard());
            return call(pid, wanted, MemorySegment.NULL);
        }
    }

    private boolean call(long pid, MemorySegment after, MemorySegment before) {
        try {
            return (int)
                            PRLIMIT.invokeExact(
                                    Libc.capture(), Math.toIntExact(pid), number, after, before)
                    == 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** The soft limit as /proc shows it, also of one that waits to be collected; -1 if none. */
    long shown(long pid) {
        try {
            Path limits = Path.of("/proc", Long.toString(pid), "limits");
            return parse(new String(Files.readAllBytes(limits), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return -1;
        }
    }

    long parse(String limits) {
        int start = limits.indexOf(line);
        int end = limits.indexOf('\n', start);
        if (start < 0 || end < 0) {
            return -1;
        }
        String soft = limits.substring(start + line.length(), end).strip().split(" ", 2)[0];
        try {
            return Long.parseLong(soft);
        } catch (NumberFormatException unlimited) {
            return -1;
        }
    }
}
