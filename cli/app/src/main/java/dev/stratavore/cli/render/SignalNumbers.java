package dev.stratavore.cli.render;

import java.util.List;

/** The numbers of Linux's signals on x86-64 and arm64. */
final class SignalNumbers {
    private static final List<String> NAMES =
            List.of(
                    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
                    "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
                    "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
                    "PWR", "SYS");

    private SignalNumbers() {}

    /** The number of a name with or without SIG, or of a number's text; zero for no signal. */
    static int of(String name) {
        String bare = name.startsWith("SIG") ? name.substring(3) : name;
        int index = NAMES.indexOf(bare);
        if (index >= 0) {
            return index + 1;
        }
        try {
            return Integer.parseInt(bare);
        } catch (NumberFormatException e) {
            // A name of another system; the caller knows at least that a signal ended it.
            return 0;
        }
    }
}
