package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** Opens files by their descriptors, which children do not get. */
final class OpenedFiles {
    static final int READ = 0;
    static final int WRITE = 1;
    static final int BOTH = 2;
    static final int NO_TERMINAL = 0400;
    static final int NON_BLOCKING = 04000;

    /** Neither for reading nor for writing: only to refer to it. */
    static final int REFERENCE = 010000000;

    static final int ENOSPC = 28;

    private static final int CLOSED_BY_EXEC = 02000000;
    private static final int OWNER_ONLY = 0600;

    private static final MethodHandle OPEN =
            Libc.bindVariadic("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private static final MethodHandle MKFIFO =
            Libc.bind("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private OpenedFiles() {}

    /** Opens, for as long as that takes. */
    static int open(String path, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(path);
            int descriptor;
            do {
                descriptor = (int) OPEN.invokeExact(Libc.capture(), name, flags | CLOSED_BY_EXEC);
            } while (descriptor < 0 && Libc.errno() == Libc.EINTR);
            if (descriptor < 0) {
                throw Libc.failed("open");
            }
            return descriptor;
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** Makes a named pipe. */
    static void pipe(String path) throws ErrnoException {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = (int) MKFIFO.invokeExact(Libc.capture(), arena.allocateFrom(path), OWNER_ONLY);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("mkfifo");
        }
    }
}
