package dev.stratavore.core.protocol;

import java.util.List;

/** The signals of Linux on x86-64 by number, as {@code kill -l} lists them. */
final class LinuxSignals {
    static final int LAST = 64;

    private static final int FIRST_REAL_TIME = 34;

    private static final List<String> NAMES =
            List.of(
                    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
                    "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
                    "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
                    "PWR", "SYS");

    private LinuxSignals() {}

    static String nameOf(int number) {
        if (number <= NAMES.size()) {
            return "SIG" + NAMES.get(number - 1);
        }
        if (number < FIRST_REAL_TIME) {
            return "signal " + number;
        }
        int offset = number - FIRST_REAL_TIME;
        return offset == 0 ? "SIGRTMIN" : "SIGRTMIN+" + offset;
    }
}
