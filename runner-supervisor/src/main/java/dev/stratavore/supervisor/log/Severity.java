package dev.stratavore.supervisor.log;

import ch.qos.logback.classic.Level;

/** The numbers of syslog(3), which the journal takes from the front of a line. */
public final class Severity {
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFORMATION = 6;
    private static final int DEBUG = 7;

    private Severity() {}

    /** What stands before a line that says why we cannot go on. */
    public static String error() {
        return prefix(ERROR);
    }

    static String prefix(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return prefix(ERROR);
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return prefix(WARNING);
        }
        return prefix(level.isGreaterOrEqual(Level.INFO) ? INFORMATION : DEBUG);
    }

    private static String prefix(int number) {
        return "<" + number + ">";
    }
}
