package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;

/** How a runner ended, in a few words. */
final class Endings {
    private Endings() {}

    static String describe(RunnerRow row) {
        return row.attempt()
                .exit()
                .map(Endings::describe)
                .or(() -> row.attempt().reason())
                .orElse(row.status().word());
    }

    private static String describe(ExitStatus exit) {
        return switch (exit) {
            case ExitStatus.Code(int code) -> "exit code " + code;
            case ExitStatus.Signal(int number) -> SignalNames.of(number);
        };
    }

    /** Whether its process is known to be gone, or never was. */
    static boolean proven(RunnerRow row) {
        return row.status() == RunnerStatus.TERMINATED
                || row.attempt().exit().isPresent()
                || row.attempt().process().isEmpty();
    }
}
