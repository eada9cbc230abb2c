package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The terminal on standard input in raw mode, by termios(3). May be restored from any thread, also
 * more than once.
 */
final class RawTerminal {
    private static final int STDIN = 0;
    private static final int TERMIOS_BYTES = 64;
    private static final int ALIGNMENT = 8;
    private static final int NOW = 0;
    private static final int FLUSH = 2;
    private static final long TIOCGWINSZ = 0x5413;
    private static final int WINSIZE_BYTES = 8;
    private static final int POLLFD_BYTES = 8;
    private static final short POLLIN = 1;
    private static final int UNSIGNED_SHORT = 0xffff;

    private final MemorySegment saved;
    private volatile boolean raw = true;

    private RawTerminal(MemorySegment saved) {
        this.saved = saved;
    }

    /** Switches to raw mode: every byte passes as it is, no key makes a signal. */
    static RawTerminal enter() throws IOException {
        MemorySegment saved = Arena.global().allocate(TERMIOS_BYTES, ALIGNMENT);
        MemorySegment raw = Arena.global().allocate(TERMIOS_BYTES, ALIGNMENT);
        if (Libc.tcgetattr(STDIN, saved) != 0) {
            throw new IOException("standard input is no terminal");
        }
        raw.copyFrom(saved);
        Libc.cfmakeraw(raw);
        if (Libc.tcsetattr(STDIN, NOW, raw) != 0) {
            throw new IOException("the terminal refuses raw mode");
        }
        return new RawTerminal(saved);
    }

    /** The size now, {@link TerminalSize#NONE} where the terminal does not know it. */
    static TerminalSize size() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WINSIZE_BYTES, ALIGNMENT);
            if (Libc.ioctl(STDIN, TIOCGWINSZ, size) != 0) {
                return TerminalSize.NONE;
            }
            int rows = size.get(ValueLayout.JAVA_SHORT, 0) & UNSIGNED_SHORT;
            int columns = size.get(ValueLayout.JAVA_SHORT, 2) & UNSIGNED_SHORT;
            if (rows == 0 || columns == 0) {
                return TerminalSize.NONE;
            }
            return new TerminalSize(
                    columns,
                    rows,
                    size.get(ValueLayout.JAVA_SHORT, 4) & UNSIGNED_SHORT,
                    size.get(ValueLayout.JAVA_SHORT, 6) & UNSIGNED_SHORT);
        }
    }

    /** Whether input comes within the time. */
    static boolean awaitInput(int millis) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment descriptor = arena.allocate(POLLFD_BYTES, ALIGNMENT);
            descriptor.set(ValueLayout.JAVA_INT, 0, STDIN);
            descriptor.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
            return Libc.poll(descriptor, 1, millis) > 0;
        }
    }

    /**
     * Back to how it was; what was typed and not yet read is thrown away.
     *
     * @return whether the terminal took it
     */
    boolean restore() {
        return set(FLUSH);
    }

    /** Back to how it was without waiting for anything, for use in a signal's handler. */
    boolean restoreNow() {
        return set(NOW);
    }

    private synchronized boolean set(int when) {
        if (raw) {
            raw = Libc.tcsetattr(STDIN, when, saved) != 0;
        }
        return !raw;
    }
}
