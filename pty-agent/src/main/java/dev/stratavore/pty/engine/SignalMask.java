package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.IntSupplier;

/**
 * Keeps signals that ask a program to end from being lost on a child that is not the program yet:
 * it still has the JVM's handlers. Blocked while forking, they wait in the child until env, which
 * unblocks them, has given them their default back.
 */
final class SignalMask {
    private static final MethodHandle SIGMASK =
            Libc.bind(
                    "pthread_sigmask", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private static final int SIG_BLOCK = 0;
    private static final int SIG_SETMASK = 2;
    private static final int SET_BYTES = 128;
    private static final int[] POLITE = {1, 2, 3, 15};

    private SignalMask() {}

    /** Runs something with the polite signals blocked in this thread. */
    static int blocked(IntSupplier forks) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment before = arena.allocate(SET_BYTES, Long.BYTES);
            MemorySegment polite = arena.allocate(SET_BYTES, Long.BYTES);
            long bits = 0;
            for (int signal : POLITE) {
                bits |= 1L << (signal - 1);
            }
            polite.set(JAVA_LONG, 0, bits);
            set(SIG_BLOCK, polite, before);
            try {
                return forks.getAsInt();
            } finally {
                set(SIG_SETMASK, before, MemorySegment.NULL);
            }
        }
    }

    private static void set(int how, MemorySegment mask, MemorySegment before) {
        int error;
        try {
            error = (int) SIGMASK.invokeExact(Libc.capture(), how, mask, before);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (error != 0) {
            throw new IllegalStateException("signals cannot be blocked: " + error);
        }
    }
}
