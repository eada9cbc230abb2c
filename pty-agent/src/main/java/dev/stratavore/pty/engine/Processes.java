package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Process calls that the JDK does not offer: descriptors, waiting without stealing, signals. */
public final class Processes {
    private static final MethodHandle SYSCALL =
            Libc.bindVariadic(
                    "syscall",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    1);
    private static final MethodHandle WAITID =
            Libc.bind(
                    "waitid",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle WAIT4 =
            Libc.bind(
                    "wait4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle KILL =
            Libc.bind("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle PRCTL =
            Libc.bindVariadic("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), 1);

    private static final long PIDFD_OPEN = 434;
    private static final int SET_CHILD_SUBREAPER = 36;
    private static final int P_ALL = 0;
    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WSTOPPED = 2;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x0100_0000;
    private static final int CLD_EXITED = 1;
    private static final int RUSAGE_BYTES = 144;
    private static final int TIMEVAL_BYTES = 16;
    private static final int SIGINFO_BYTES = 128;
    private static final int CODE_OFFSET = 8;
    private static final int PID_OFFSET = 16;
    private static final int STATUS_OFFSET = 24;

    private Processes() {}

    /** A descriptor that becomes readable when the process ends; refers to it for ever. */
    public static int pidfd(long pid) throws ErrnoException {
        long fd;
        try {
            fd = (long) SYSCALL.invokeExact(Libc.capture(), PIDFD_OPEN, pid, 0L);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (fd < 0) {
            throw Libc.failed("pidfd_open");
        }
        return (int) fd;
    }

    /** Collects a child by its descriptor, or null if it has not ended or was collected before. */
    static @Nullable ExitStatus collect(int pidfd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            boolean found = waitid(P_PIDFD, pidfd, info, WEXITED | WNOHANG);
            if (!found) {
                return null;
            }
            int status = info.get(JAVA_INT, STATUS_OFFSET);
            return info.get(JAVA_INT, CODE_OFFSET) == CLD_EXITED
                    ? new ExitStatus.Exited(status)
                    : new ExitStatus.Signaled(status);
        }
    }

    /** A child that has ended and was not collected, or 0; it stays uncollected. */
    public static long endedChild() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            boolean found = waitid(P_ALL, 0, info, WEXITED | WNOHANG | WNOWAIT);
            return found ? info.get(JAVA_INT, PID_OFFSET) : 0;
        }
    }

    /** A child that a signal has stopped since the last call, or null. */
    public static @Nullable StoppedChild stoppedChild() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            if (!waitid(P_ALL, 0, info, WSTOPPED | WNOHANG)) {
                return null;
            }
            return new StoppedChild(
                    info.get(JAVA_INT, PID_OFFSET), info.get(JAVA_INT, STATUS_OFFSET));
        }
    }

    /** A child, and the signal that has stopped it. */
    public record StoppedChild(long pid, int signal) {}

    /**
     * Collects a child that nobody waits for; the processor time in microseconds that it and those
     * it waited for have used.
     */
    public static long discard(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
            int collected =
                    (int)
                            WAIT4.invokeExact(
                                    Libc.capture(), (int) pid, MemorySegment.NULL, WNOHANG, usage);
            return collected <= 0 ? 0 : micros(usage, 0) + micros(usage, TIMEVAL_BYTES);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    private static long micros(MemorySegment usage, long offset) {
        return usage.get(JAVA_LONG, offset) * 1_000_000 + usage.get(JAVA_LONG, offset + Long.BYTES);
    }

    private static boolean waitid(int kind, int id, MemorySegment info, int options) {
        try {
            int result = (int) WAITID.invokeExact(Libc.capture(), kind, id, info, options);
            return result == 0 && info.get(JAVA_INT, PID_OFFSET) != 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /**
     * Sends a signal to a process, or to a group by its negative number; false if there is none,
     * and for the numbers that mean our own group, everybody, or the system's first process.
     */
    public static boolean signal(long pid, int number) {
        if (Math.abs(pid) <= 1) {
            return false;
        }
        try {
            return (int) KILL.invokeExact(Libc.capture(), (int) pid, number) == 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** Makes orphans of our descendants our children. */
    public static void becomeSubreaper() throws ErrnoException {
        int result;
        try {
            result = (int) PRCTL.invokeExact(Libc.capture(), SET_CHILD_SUBREAPER, 1L);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("prctl");
        }
    }
}
