package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** What the system can run by itself, and what only a shell makes sense of. */
final class Executables {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final byte[] SCRIPT = {'#', '!'};

    private Executables() {}

    /**
     * Whether a file names what runs it, or cannot be read; others are for execvp(3), which tries
     * the system first and the shell then.
     */
    static boolean runsByItself(String path) {
        byte[] start = start(path);
        return start.length == 0 || startsWith(start, ELF) || startsWith(start, SCRIPT);
    }

    private static boolean startsWith(byte[] start, byte[] magic) {
        return start.length >= magic.length
                && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] start(String path) {
        int descriptor;
        try {
            descriptor = OpenedFiles.open(path, OpenedFiles.READ | OpenedFiles.NON_BLOCKING);
        } catch (ErrnoException unreadable) {
            return new byte[0];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(ELF.length);
            int count = Fds.read(descriptor, bytes, ELF.length);
            return bytes.asSlice(0, Math.max(0, count)).toArray(JAVA_BYTE);
        } catch (ErrnoException unreadable) {
            return new byte[0];
        } finally {
            Fds.close(descriptor);
        }
    }
}
