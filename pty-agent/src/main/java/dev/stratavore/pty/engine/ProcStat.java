package dev.stratavore.pty.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What /proc/PID/stat tells of a process (proc_pid_stat(5)): its parent, group, session and
 * terminal's device number, its start in clock ticks since boot, and what it uses.
 */
public record ProcStat(long pid, char state, Kinship kin, int terminal, long startTicks, Use use) {
    /** Clock ticks of a second, in all that /proc tells programs. */
    public static final int TICKS_PER_SECOND = 100;

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int TERMINAL = 4;
    private static final int FIRST_CPU = 11;
    private static final int LAST_CPU = 14;
    private static final int START = 19;
    private static final int RSS = 21;

    /** The processes that a process is related to. */
    public record Kinship(long parent, long group, long session) {}

    /**
     * What a process uses: processor time in clock ticks, with that of its children that have ended
     * and were waited for, and resident pages.
     */
    public record Use(long cpuTicks, long residentPages) {}

    /** Reads the process's state now, or null if there is none. */
    public static @Nullable ProcStat of(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
            return parse(pid, new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return null;
        }
    }

    /** The command's name is in parentheses and may itself hold any of the separators. */
    static ProcStat parse(long pid, String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", RSS + 2);
        long cpuTicks = 0;
        for (int i = FIRST_CPU; i <= LAST_CPU; i++) {
            cpuTicks += Long.parseLong(fields[i]);
        }
        return new ProcStat(
                pid,
                fields[STATE].charAt(0),
                new Kinship(
                        Long.parseLong(fields[PARENT]),
                        Long.parseLong(fields[GROUP]),
                        Long.parseLong(fields[SESSION])),
                Integer.parseInt(fields[TERMINAL]),
                Long.parseLong(fields[START]),
                new Use(cpuTicks, Long.parseLong(fields[RSS])));
    }

    /** Whether a signal has stopped it, or a debugger. */
    public boolean stopped() {
        return state == 'T' || state == 't';
    }

    /** Whether it has ended and only waits to be collected. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }
}
