package dev.stratavore.cli.context;

import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.TerminalFacts;
import dev.stratavore.cli.daemon.DaemonAccess;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.cli.render.Listing;

/** What a command works with. */
public record Context(Surroundings around, GlobalOptions options, DaemonAccess daemon) {

    /** The standard streams. */
    public Console console() {
        return around.console();
    }

    /** What is known of the terminal. */
    public TerminalFacts terminal() {
        return around.terminal();
    }

    /** Now, in milliseconds since the epoch. */
    public long now() {
        return around.clock().millis();
    }

    /** Writes listings in the wanted format. */
    public Listing listing() {
        return new Listing(around.console(), around.terminal(), options, around.environment());
    }
}
