package dev.stratavore.cli.daemon;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Asks the kernel who holds the lock of a file, by fcntl(2) with F_GETLK (Linux, x86-64). To try
 * the lock instead would take it for a moment, and a daemon that starts in that moment would give
 * up.
 */
final class LockHolder {
    private static final int READ_ONLY_CLOSED_BY_EXEC = 0x80000;
    private static final int F_GETLK = 5;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;
    private static final int FLOCK_BYTES = 32;
    private static final int FLOCK_PID = 24;
    private static final int ALIGNMENT = 8;
    private static final int VARIADIC_FROM = 2;

    private LockHolder() {}

    /** The process that holds it, 0 for one that we cannot see; empty if nobody does. */
    static OptionalLong of(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = open(arena, file);
            if (descriptor < 0) {
                // Where there is no file, nobody ever locked it.
                return OptionalLong.empty();
            }
            try {
                return holder(arena, descriptor);
            } finally {
                close(descriptor);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed", e);
        }
    }

    private static int open(Arena arena, Path file) throws Throwable {
        MethodHandle open =
                link(
                        "open",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                        Linker.Option.firstVariadicArg(VARIADIC_FROM));
        MemorySegment path = arena.allocateFrom(file.toString());
        return (int) open.invokeExact(path, READ_ONLY_CLOSED_BY_EXEC);
    }

    private static OptionalLong holder(Arena arena, int descriptor) throws Throwable {
        MethodHandle fcntl =
                link(
                        "fcntl",
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
                        Linker.Option.firstVariadicArg(VARIADIC_FROM));
        MemorySegment wish = arena.allocate(FLOCK_BYTES, ALIGNMENT);
        wish.set(JAVA_SHORT, 0, F_WRLCK);
        int answer = (int) fcntl.invokeExact(descriptor, F_GETLK, wish);
        if (answer != 0 || wish.get(JAVA_SHORT, 0) == F_UNLCK) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(0, wish.get(JAVA_INT, FLOCK_PID)));
    }

    private static void close(int descriptor) throws Throwable {
        MethodHandle close = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        int _ = (int) close.invokeExact(descriptor);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(
            String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }
}
