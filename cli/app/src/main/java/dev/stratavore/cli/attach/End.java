package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.ExitStatus;

/** How an attachment ended. */
sealed interface End {
    /** The program ended. */
    record Exited(ExitStatus status) implements End {}

    /** The runner goes on; the reason is empty where the user detached. */
    record Detached(String reason) implements End {}

    /** A signal, or the terminal went away. */
    record Killed(int signal) implements End {}

    /** The pty host no longer answers. */
    record Lost() implements End {}

    /** The pty host says that the program ended while the connection was down. */
    record EndedUnseen() implements End {}
}
