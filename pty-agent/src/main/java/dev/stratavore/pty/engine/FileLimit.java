package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Bounds the descriptors of another process (prlimit(2)). */
final class FileLimit {
    private static final MethodHandle PRLIMIT =
            Libc.bind(
                    "prlimit",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final int OPEN_FILES = 7;

    private FileLimit() {}

    /** Sets the soft and the hard limit. */
    static void set(int pid, int most) throws ErrnoException {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocateFrom(JAVA_LONG, most, most);
            result =
                    (int)
                            PRLIMIT.invokeExact(
                                    Libc.capture(), pid, OPEN_FILES, limits, MemorySegment.NULL);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("prlimit");
        }
    }
}
