package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The process's standard output and error, for whoever writes to them, the JVM included. */
public final class StandardStreams {
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int APPEND_CREATE_WRITE = 02000 | 0100 | 1;
    private static final int CLOSED_BY_EXEC = 02000000;
    private static final int OWNER_ONLY = 0600;
    private static final int FIRST_VARIADIC = 2;

    private static final MethodHandle OPEN =
            Libc.bindVariadic(
                    "open",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                    FIRST_VARIADIC);
    private static final MethodHandle DUP2 =
            Libc.bind("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private StandardStreams() {}

    /** From now on both are appended to a file, which is made where it is missing. */
    public static void appendTo(Path file) throws ErrnoException {
        int descriptor = open(file);
        try {
            duplicate(descriptor, OUTPUT);
            duplicate(descriptor, ERROR);
        } finally {
            Fds.close(descriptor);
        }
    }

    private static int open(Path file) throws ErrnoException {
        int descriptor;
        try (Arena arena = Arena.ofConfined()) {
            descriptor =
                    (int)
                            OPEN.invokeExact(
                                    Libc.capture(),
                                    arena.allocateFrom(file.toString()),
                                    APPEND_CREATE_WRITE | CLOSED_BY_EXEC,
                                    OWNER_ONLY);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (descriptor < 0) {
            throw Libc.failed("open");
        }
        return descriptor;
    }

    private static void duplicate(int from, int to) throws ErrnoException {
        int result;
        try {
            result = (int) DUP2.invokeExact(Libc.capture(), from, to);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("dup2");
        }
    }
}
