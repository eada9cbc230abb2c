package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Runner;

/** The exit status of a command that ends with a runner. */
public final class ExitStatuses {
    private static final int SIGNALLED = 128;

    private ExitStatuses() {}

    /** What a shell would report: 128 + n for a signal, 1 for an end that nobody saw. */
    public static int of(Runner runner) {
        Integer code = runner.exitCode();
        if (!runner.signal().isEmpty()) {
            return SIGNALLED + SignalNumbers.of(runner.signal());
        }
        return code == null ? 1 : code;
    }
}
