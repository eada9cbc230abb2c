package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** An epoll instance, and the eventfd that interrupts its wait. */
final class Epoll {
    static final int ADD = 1;
    static final int REMOVE = 2;
    static final int CHANGE = 3;

    private static final MethodHandle CREATE =
            Libc.bind("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle CONTROL =
            Libc.bind(
                    "epoll_ctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle WAIT =
            Libc.bind(
                    "epoll_wait",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD =
            Libc.bind("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private static final int CLOEXEC = 02000000;
    private static final int NONBLOCK = 04000;
    private static final int BATCH = 64;

    /** The kernel packs struct epoll_event on x86-64 only. */
    private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int DATA_OFFSET = PACKED ? 4 : 8;

    private final int fd;
    private final MemorySegment events;
    private final MemorySegment one;

    Epoll(Arena arena) throws ErrnoException {
        this.events = arena.allocate((long) BATCH * EVENT_BYTES, Long.BYTES);
        this.one = arena.allocate(EVENT_BYTES, Long.BYTES);
        try {
            fd = (int) CREATE.invokeExact(Libc.capture(), CLOEXEC);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (fd < 0) {
            throw Libc.failed("epoll_create1");
        }
    }

    int eventFd() throws ErrnoException {
        int event;
        try {
            event = (int) EVENTFD.invokeExact(Libc.capture(), 0, CLOEXEC | NONBLOCK);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (event < 0) {
            throw Libc.failed("eventfd");
        }
        return event;
    }

    void control(int operation, int target, int interest, long data) throws ErrnoException {
        one.set(JAVA_INT_UNALIGNED, 0, interest);
        one.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, data);
        int result;
        try {
            result = (int) CONTROL.invokeExact(Libc.capture(), fd, operation, target, one);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("epoll_ctl");
        }
    }

    /** Waits up to so many milliseconds, for ever if negative; the number of events. */
    int await(int millis) throws ErrnoException {
        int count;
        try {
            count = (int) WAIT.invokeExact(Libc.capture(), fd, events, BATCH, millis);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (count < 0 && Libc.errno() != Libc.EINTR) {
            throw Libc.failed("epoll_wait");
        }
        return count;
    }

    int happened(int index) {
        return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES);
    }

    long data(int index) {
        return events.get(JAVA_LONG_UNALIGNED, (long) index * EVENT_BYTES + DATA_OFFSET);
    }

    void close() {
        Fds.close(fd);
    }
}
