package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.GetRunnerRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for runners by the daemon's notices. A daemon that goes away in the meantime is waited for
 * again where it comes back or may be started again.
 */
public final class Waiting {
    private static final int RECONNECTS = 10;

    private final Context context;

    /** For one command. */
    public Waiting(Context context) {
        this.context = context;
    }

    /** The runner as it was when it had ended. */
    public Runner untilEnded(String id) throws IOException {
        for (int failures = 0; ; failures++) {
            try {
                Runner last = watch(id);
                if (last != null && !RunnerView.isLive(last)) {
                    return last;
                }
                // The stream ended in order while the runner lives: the daemon is going down.
                if (failures >= RECONNECTS) {
                    throw new CommandException(
                            ExitCode.UNREACHABLE, "stratavored no longer says how " + id + " is");
                }
            } catch (ApiException e) {
                if (e.kind() == ApiException.Kind.REFUSED || failures >= RECONNECTS) {
                    throw e;
                }
            }
        }
    }

    private @Nullable Runner watch(String id) throws IOException {
        try (ApiStream<Runner> stream =
                context.daemon().running().watchRunner(new GetRunnerRequest(id, ""))) {
            Runner last = null;
            for (Runner next = stream.next(); next != null; next = stream.next()) {
                last = next;
            }
            return last;
        }
    }
}
