package dev.stratavore.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the terminal before anything asks it: the launch script looks, since a shell
 * tests a descriptor faster than a JVM does.
 *
 * @param in whether standard input is a terminal
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param columns the terminal's width, zero if unknown
 * @param rows the terminal's height, zero if unknown
 */
public record TerminalFacts(boolean in, boolean out, boolean err, int columns, int rows) {
    /** No terminal anywhere. */
    public static final TerminalFacts NONE = new TerminalFacts(false, false, false, 0, 0);

    private static final int STREAMS = 3;

    /**
     * Reads what the launch script found.
     *
     * @param streams three digits for standard input, output and error, 1 for a terminal
     * @param size rows and columns as {@code stty size} prints them
     */
    public static TerminalFacts parse(@Nullable String streams, @Nullable String size) {
        if (streams == null || streams.length() != STREAMS) {
            return NONE;
        }
        int rows = 0;
        int columns = 0;
        int space = size == null ? -1 : size.indexOf(' ');
        if (size != null && space > 0) {
            rows = number(size.substring(0, space));
            columns = number(size.substring(space + 1));
        }
        return new TerminalFacts(
                streams.charAt(0) == '1',
                streams.charAt(1) == '1',
                streams.charAt(2) == '1',
                columns,
                rows);
    }

    /** Whether a person can be asked. */
    public boolean canAsk() {
        return in && err;
    }

    /** Whether a terminal can be attached. */
    public boolean canAttach() {
        return in && out;
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
