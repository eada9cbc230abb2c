package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Terminal controls, by the master's descriptor. */
final class Terminals {
    private static final MethodHandle IOCTL =
            Libc.bindVariadic(
                    "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);

    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGPGRP = 0x540f;
    private static final long TIOCGSID = 0x5429;
    private static final long TIOCGPTN = 0x80045430L;
    private static final long TIOCSPTLCK = 0x40045431L;
    private static final long TIOCSWINSZ = 0x5414;
    private static final int TERMIOS_BYTES = 64;
    private static final int IUTF8 = 0x4000;

    private Terminals() {}

    static void size(int master, TerminalSize size) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(JAVA_SHORT, 4);
            winsize.setAtIndex(JAVA_SHORT, 0, (short) size.rows());
            winsize.setAtIndex(JAVA_SHORT, 1, (short) size.cols());
            winsize.setAtIndex(JAVA_SHORT, 2, (short) size.xpix());
            winsize.setAtIndex(JAVA_SHORT, 3, (short) size.ypix());
            ioctl(master, TIOCSWINSZ, winsize);
        }
    }

    /** Lets the line discipline erase whole characters in cooked mode. */
    static void utf8(int master) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, Integer.BYTES);
            ioctl(master, TCGETS, termios);
            termios.set(JAVA_INT, 0, termios.get(JAVA_INT, 0) | IUTF8);
            ioctl(master, TCSETS, termios);
        }
    }

    /** The number of the slave, which can be opened from now on. */
    static int unlock(int master) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            ioctl(master, TIOCSPTLCK, number);
            ioctl(master, TIOCGPTN, number);
            return number.get(JAVA_INT, 0);
        }
    }

    /** The leader of the session whose terminal it is. */
    static int session(int master) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment leader = arena.allocate(JAVA_INT);
            ioctl(master, TIOCGSID, leader);
            return leader.get(JAVA_INT, 0);
        }
    }

    static int foregroundGroup(int master) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocate(JAVA_INT);
            ioctl(master, TIOCGPGRP, group);
            return group.get(JAVA_INT, 0);
        }
    }

    private static void ioctl(int fd, long request, MemorySegment argument) throws ErrnoException {
        int result;
        try {
            result = (int) IOCTL.invokeExact(Libc.capture(), fd, request, argument);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (result < 0) {
            throw Libc.failed("ioctl");
        }
    }
}
