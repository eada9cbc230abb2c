package dev.stratavore.pty.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What /proc/PID/stat tells of a process (proc_pid_stat(5)): its parent, group, session and
 * terminal's device number, and its start in clock ticks since boot.
 */
public record ProcStat(long pid, char state, Kinship kin, int terminal, long startTicks) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int TERMINAL = 4;
    private static final int START = 19;

    /** The processes that a process is related to. */
    public record Kinship(long parent, long group, long session) {}

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
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", START + 2);
        return new ProcStat(
                pid,
                fields[STATE].charAt(0),
                new Kinship(
                        Long.parseLong(fields[PARENT]),
                        Long.parseLong(fields[GROUP]),
                        Long.parseLong(fields[SESSION])),
                Integer.parseInt(fields[TERMINAL]),
                Long.parseLong(fields[START]));
    }

    /** Whether it has ended and only waits to be collected. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }
}
