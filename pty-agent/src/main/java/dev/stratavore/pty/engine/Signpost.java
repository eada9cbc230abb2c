package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Something that one thread raises and another waits for, together with a descriptor. */
final class Signpost {
    private static final MethodHandle EVENTFD =
            Libc.bind("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle POLL =
            Libc.bind("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private static final int CLOSED_BY_EXEC = 02000000;
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS_OFFSET = 4;
    private static final short POLLIN = 1;
    private static final int FOREVER = -1;

    private final int descriptor;

    Signpost() throws ErrnoException {
        try {
            descriptor = (int) EVENTFD.invokeExact(Libc.capture(), 0, CLOSED_BY_EXEC);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (descriptor < 0) {
            throw Libc.failed("eventfd");
        }
    }

    /** Wakes who waits, and whoever will. */
    void raise() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = Fds.write(descriptor, arena.allocateFrom(JAVA_LONG, 1L), Long.BYTES);
        }
    }

    /** Returns when it was raised, or the other descriptor can be read or has hung up. */
    void awaitOr(int other) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(2L * POLLFD_BYTES, Integer.BYTES);
            set(both, 0, descriptor);
            set(both, POLLFD_BYTES, other);
            int ready;
            do {
                ready = (int) POLL.invokeExact(Libc.capture(), both, 2L, FOREVER);
            } while (ready < 0 && Libc.errno() == Libc.EINTR);
            if (ready < 0) {
                throw Libc.failed("poll");
            }
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    private static void set(MemorySegment both, long offset, int fd) {
        both.set(JAVA_INT, offset, fd);
        both.set(JAVA_SHORT, offset + EVENTS_OFFSET, POLLIN);
    }

    void close() {
        Fds.close(descriptor);
    }
}
