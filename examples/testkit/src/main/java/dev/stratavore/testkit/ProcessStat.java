package dev.stratavore.testkit;

import java.util.List;

/**
 * Some of the fields of {@code /proc/PID/stat}, by proc(5).
 *
 * @param state the letter that {@code ps} shows: R, S, D, T for stopped, Z for a zombie
 * @param parent the parent's pid
 * @param group the process group
 * @param session the session, which is the pid of its leader
 * @param foreground the foreground process group of its controlling terminal, -1 without one
 * @param startTime in clock ticks since boot: with the pid it names a process for ever
 */
public record ProcessStat(
        char state, long parent, long group, long session, long foreground, long startTime) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int FOREGROUND = 5;
    private static final int START_TIME = 19;

    static ProcessStat parse(String line) {
        // The command's name, in parentheses, may hold anything, parentheses too.
        List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" "));
        return new ProcessStat(
                fields.get(STATE).charAt(0),
                Long.parseLong(fields.get(PARENT)),
                Long.parseLong(fields.get(GROUP)),
                Long.parseLong(fields.get(SESSION)),
                Long.parseLong(fields.get(FOREGROUND)),
                Long.parseLong(fields.get(START_TIME)));
    }

    /** True for a process that has ended and only waits for its parent to ask how. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }
}
