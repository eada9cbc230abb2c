package dev.stratavore.core.protocol;

/** How a process ended; the two are never mixed: 137 is a code, SIGKILL a signal. */
public sealed interface ExitStatus {
    /** It returned a code, 0 to 255. */
    record Code(int code) implements ExitStatus {
        public Code {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("exit code " + code);
            }
        }
    }

    /** A signal ended it, by its Linux number. */
    record Signal(int number) implements ExitStatus {
        public Signal {
            if (number < 1 || number > 64) {
                throw new IllegalArgumentException("signal " + number);
            }
        }
    }
}
