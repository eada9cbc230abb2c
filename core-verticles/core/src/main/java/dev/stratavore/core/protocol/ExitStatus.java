package dev.stratavore.core.protocol;

/** How a process ended; the two are never mixed: 137 is a code, SIGKILL a signal. */
public sealed interface ExitStatus {
    /** Whether the program said that all went well. */
    default boolean clean() {
        return switch (this) {
            case Code(int code) -> code == 0;
            case Signal _ -> false;
        };
    }

    /** The end in words: {@code exit code 3}, {@code killed by SIGKILL}. */
    default String inWords() {
        return switch (this) {
            case Code(int code) -> "exit code " + code;
            case Signal signal -> "killed by " + signal.word();
        };
    }

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
            if (number < 1 || number > LinuxSignals.LAST) {
                throw new IllegalArgumentException("signal " + number);
            }
        }

        /** Its name, for example {@code SIGKILL}. */
        public String word() {
            return LinuxSignals.nameOf(number);
        }
    }
}
