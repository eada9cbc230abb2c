package dev.stratavore.cli.parse;

import dev.stratavore.api.error.ExitCode;

/** Ends a command with one line on standard error and an exit code. */
public final class CommandException extends RuntimeException {
    private final ExitCode code;

    /** With the line that says what to do. */
    public CommandException(ExitCode code, String line) {
        super(line);
        this.code = code;
    }

    /** Something is wrong with how the command was written. */
    public static CommandException usage(String line) {
        return new CommandException(ExitCode.USAGE, line);
    }

    /** What the process ends with. */
    public ExitCode code() {
        return code;
    }
}
