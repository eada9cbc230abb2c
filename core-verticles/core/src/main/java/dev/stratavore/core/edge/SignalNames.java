package dev.stratavore.core.edge;

import java.util.List;

/** The names of signals by their numbers on Linux x86-64, as in signal(7). */
final class SignalNames {
    private static final List<String> STANDARD =
            List.of(
                    "SIGHUP",
                    "SIGINT",
                    "SIGQUIT",
                    "SIGILL",
                    "SIGTRAP",
                    "SIGABRT",
                    "SIGBUS",
                    "SIGFPE",
                    "SIGKILL",
                    "SIGUSR1",
                    "SIGSEGV",
                    "SIGUSR2",
                    "SIGPIPE",
                    "SIGALRM",
                    "SIGTERM",
                    "SIGSTKFLT",
                    "SIGCHLD",
                    "SIGCONT",
                    "SIGSTOP",
                    "SIGTSTP",
                    "SIGTTIN",
                    "SIGTTOU",
                    "SIGURG",
                    "SIGXCPU",
                    "SIGXFSZ",
                    "SIGVTALRM",
                    "SIGPROF",
                    "SIGWINCH",
                    "SIGIO",
                    "SIGPWR",
                    "SIGSYS");

    /** The first that glibc leaves to programs; the kernel's own first is 32. */
    private static final int SIGRTMIN = 34;

    private SignalNames() {}

    static String of(int number) {
        if (number <= STANDARD.size()) {
            return STANDARD.get(number - 1);
        }
        return number < SIGRTMIN ? "SIG" + number : "SIGRTMIN+" + (number - SIGRTMIN);
    }
}
