package dev.stratavore.pty.frame;

/** How a process ended. An exit with 137 and an end by SIGKILL are different things. */
public sealed interface ExitStatus {
    /** It called exit. */
    record Exited(int code) implements ExitStatus {
        public Exited {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("an exit code is 0 to 255");
            }
        }
    }

    /** A signal ended it. */
    record Signaled(int signal) implements ExitStatus {
        public Signaled {
            if (signal < 1 || signal > 64) {
                throw new IllegalArgumentException("a signal is 1 to 64");
            }
        }
    }

    /** The pty host itself went away with it, so nobody saw how it ended. */
    record Lost() implements ExitStatus {}

    /** The code a shell would report: 128 + n for a signal. */
    default int shellCode() {
        if (this instanceof Exited exited) {
            return exited.code;
        }
        return this instanceof Signaled signaled ? 128 + signaled.signal : 255;
    }
}
