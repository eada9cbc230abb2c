package dev.stratavore.testkit;

/** How a process ended. */
public sealed interface Ending {
    /**
     * By itself.
     *
     * @param code its exit code
     */
    record Exited(int code) implements Ending {}

    /**
     * By a signal.
     *
     * @param signal its number
     */
    record Signalled(int signal) implements Ending {}

    /** Reads {@code exit N} or {@code signal N}. */
    static Ending parse(String text) {
        int number = Integer.parseInt(text.substring(text.indexOf(' ') + 1));
        return text.startsWith("exit ") ? new Exited(number) : new Signalled(number);
    }
}
