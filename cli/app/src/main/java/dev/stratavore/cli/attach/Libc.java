package dev.stratavore.cli.attach;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The few functions of the C library that attach needs (Linux, glibc). Each handle is linked when
 * it is first used, since linking costs more than calling. Answers are the functions' own: negative
 * for a failure.
 */
final class Libc {
    private static final int F_VARIADIC_IOCTL = 2;
    private static final int F_VARIADIC_PRCTL = 1;
    private static final int PR_SET_PDEATHSIG = 1;

    private Libc() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(
            String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private static final class GetAttributes {
        static final MethodHandle CALL =
                link("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }

    private static final class SetAttributes {
        static final MethodHandle CALL =
                link("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    }

    private static final class MakeRaw {
        static final MethodHandle CALL = link("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
    }

    private static final class Ioctl {
        static final MethodHandle CALL =
                link(
                        "ioctl",
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                        Linker.Option.firstVariadicArg(F_VARIADIC_IOCTL));
    }

    private static final class Prctl {
        static final MethodHandle CALL =
                link(
                        "prctl",
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
                        Linker.Option.firstVariadicArg(F_VARIADIC_PRCTL));
    }

    private static final class Poll {
        static final MethodHandle CALL =
                link("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    static int tcgetattr(int fd, MemorySegment termios) {
        try {
            return (int) GetAttributes.CALL.invokeExact(fd, termios);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    static int tcsetattr(int fd, int when, MemorySegment termios) {
        try {
            return (int) SetAttributes.CALL.invokeExact(fd, when, termios);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    static void cfmakeraw(MemorySegment termios) {
        try {
            MakeRaw.CALL.invokeExact(termios);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    static int ioctl(int fd, long request, MemorySegment argument) {
        try {
            return (int) Ioctl.CALL.invokeExact(fd, request, argument);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    private static int prctl(int option, long argument) {
        try {
            return (int) Prctl.CALL.invokeExact(option, argument);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    /** The kernel sends the calling process a signal when its parent ends. */
    static int signalAtParentsEnd(int signal) {
        return prctl(PR_SET_PDEATHSIG, signal);
    }

    static int poll(MemorySegment descriptors, long count, int millis) {
        try {
            return (int) Poll.CALL.invokeExact(descriptors, count, millis);
        } catch (Throwable e) {
            throw defect(e);
        }
    }

    /** A handle throws only where its type is wrong. */
    private static IllegalStateException defect(Throwable e) {
        return new IllegalStateException("a call into the C library failed", e);
    }
}
