package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Text;

/** Tells what became of each of several runners, a line each, and what all of it comes to. */
final class Results {
    private final Console console;
    private int good;
    private int bad;
    private boolean anyKnown;

    Results(Console console) {
        this.console = console;
    }

    /**
     * One of them.
     *
     * @param known whether there is such a runner
     */
    void tell(String runner, String message, boolean ok, boolean known) {
        String line = Text.plain(runner + ": " + message);
        anyKnown |= ok || known;
        if (ok) {
            good++;
            console.line(line);
            console.flush();
        } else {
            bad++;
            console.note("stratavore: " + line);
        }
    }

    /** Whether there was anything to tell. */
    boolean none() {
        return good == 0 && bad == 0;
    }

    /** Ids that nobody knows are a slip, not something that failed. */
    ExitCode code() {
        if (bad == 0) {
            return ExitCode.OK;
        }
        if (good > 0) {
            return ExitCode.PARTIAL;
        }
        return anyKnown ? ExitCode.FAILED : ExitCode.NOT_FOUND;
    }
}
