package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.StopDaemonRequest;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the daemon and waits until its process is gone. */
public final class DaemonEnd {
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    private DaemonEnd() {}

    /** Stops it, with {@code all} its runners, too; answers the pid that was. */
    public static long stop(ApiClient client, boolean all, Context context) throws IOException {
        String id = CommandIds.next(context.around().clock());
        long pid = client.stop(new StopDaemonRequest(id, all)).pid();
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return pid;
        }
        try {
            ProcessHandle _ = process.get().onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return pid;
        } catch (TimeoutException e) {
            throw new CommandException(ExitCode.LIMIT, "stratavored is still stopping, pid " + pid);
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for pid " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted");
        }
    }
}
