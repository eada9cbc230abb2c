package dev.stratavore.supervisor.host;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.pty.frame.ExitCause;
import java.util.Optional;

/** Translates what the host says into the words of the actors. */
final class HostFacts {
    private HostFacts() {}

    /** Empty when nobody saw how the process ended. */
    static Optional<ExitStatus> exit(dev.stratavore.pty.frame.ExitStatus seen) {
        return switch (seen) {
            case dev.stratavore.pty.frame.ExitStatus.Exited(int code) ->
                    Optional.of(new ExitStatus.Code(code));
            case dev.stratavore.pty.frame.ExitStatus.Signaled(int signal) ->
                    Optional.of(new ExitStatus.Signal(signal));
            case dev.stratavore.pty.frame.ExitStatus.Lost() -> Optional.empty();
        };
    }

    /** What is known of an end beside how it was. */
    static Optional<String> cause(ExitCause known) {
        return switch (known) {
            case OUT_OF_MEMORY -> Optional.of("out of memory");
            case UNKNOWN -> Optional.empty();
        };
    }
}
