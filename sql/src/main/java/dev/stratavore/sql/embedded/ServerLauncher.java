package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Starts a server in a session of its own, so that what ends our terminal does not end it. */
final class ServerLauncher {
    /** Also recovers from a crash in this time; longer goes on and is found by the next start. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private static final String PORT_TAKEN = "could not bind IPv4 address";

    private final Kit kit;
    private final ServerLog log;

    ServerLauncher(Kit kit, ServerLog log) {
        this.kit = kit;
        this.log = log;
    }

    /** What came of one attempt on one port. */
    sealed interface Launched {
        record Ready(ProcessHandle process) implements Launched {}

        /** Somebody took the port since it was chosen. */
        record PortTaken() implements Launched {}
    }

    Launched launch(List<String> commandLine, ServerControl control)
            throws IOException, StartFailure {
        log.create();
        log.bound();
        long before = log.size();
        var command =
                Tool.join(List.of("setsid"), Tool.join(kit.privilege().prefix(), commandLine));
        var process =
                Tool.clean(new ProcessBuilder(command))
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                        .redirectErrorStream(true)
                        .start();
        kit.steps().reached(Step.SERVER_SPAWNED);
        return switch (await(control, process.toHandle())) {
            case READY -> {
                kit.steps().reached(Step.SERVER_READY);
                yield new Launched.Ready(process.toHandle());
            }
            case ENDED -> ended(before);
            case TOO_LATE -> throw tooLate();
        };
    }

    /** Waits for a server that was started by somebody else, or by an earlier attempt. */
    ReadyWait.Outcome await(ServerControl control, ProcessHandle process)
            throws IOException, StartFailure {
        try {
            return new ReadyWait(control.data(), process).await(START_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(
                    Reason.DID_NOT_START, "interrupted while PostgreSQL started", "start again");
        }
    }

    private Launched ended(long before) throws IOException, StartFailure {
        var said = log.since(before);
        if (said.stream().anyMatch(line -> line.contains(PORT_TAKEN))) {
            return new Launched.PortTaken();
        }
        if (said.stream().anyMatch(StartFailure::saysNoSpace)) {
            throw StartFailure.noSpace(log.file().resolveSibling(""));
        }
        throw new StartFailure(
                Reason.DID_NOT_START,
                "PostgreSQL did not start: " + ServerLog.telling(said),
                "see " + log.file());
    }

    StartFailure tooLate() {
        return new StartFailure(
                Reason.DID_NOT_START,
                "PostgreSQL is not ready after " + START_PATIENCE.toSeconds() + " s",
                "it may be recovering: start again later, and see " + log.file());
    }
}
