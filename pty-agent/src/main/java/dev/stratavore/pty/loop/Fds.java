package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Plain operations on file descriptors. Reads and writes never block on a descriptor of ours. */
public final class Fds {
    /** What {@link #read} and {@link #write} return when the descriptor is not ready. */
    public static final int WOULD_BLOCK = -1;

    private static final MethodHandle READ =
            Libc.bind("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            Libc.bind("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE =
            Libc.bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle FCNTL =
            Libc.bindVariadic(
                    "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), 2);

    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;
    private static final int O_NONBLOCK = 04000;

    private Fds() {}

    /** Reads up to {@code length} bytes: their number, 0 at the end, or {@link #WOULD_BLOCK}. */
    public static int read(int fd, MemorySegment into, long length) throws ErrnoException {
        try {
            long n = (long) READ.invokeExact(Libc.capture(), fd, into, length);
            return result("read", n);
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** Writes up to {@code length} bytes: their number, or {@link #WOULD_BLOCK}. */
    public static int write(int fd, MemorySegment from, long length) throws ErrnoException {
        try {
            long n = (long) WRITE.invokeExact(Libc.capture(), fd, from, length);
            return result("write", n);
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    private static int result(String call, long n) throws ErrnoException {
        if (n >= 0) {
            return (int) n;
        }
        int errno = Libc.errno();
        if (errno == Libc.EAGAIN || errno == Libc.EINTR) {
            return WOULD_BLOCK;
        }
        throw Libc.failed(call);
    }

    /** Closes; Linux always frees the descriptor, so an error changes nothing. */
    public static void close(int fd) {
        try {
            int ignored = (int) CLOSE.invokeExact(Libc.capture(), fd);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** Makes a descriptor non-blocking and keeps it from children. */
    public static void prepare(int fd) throws ErrnoException {
        int flags = fcntl(fd, F_GETFL, 0);
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    }

    private static int fcntl(int fd, int command, int argument) throws ErrnoException {
        int result;
        try {
            result = (int) FCNTL.invokeExact(Libc.capture(), fd, command, argument);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("fcntl");
        }
        return result;
    }
}
