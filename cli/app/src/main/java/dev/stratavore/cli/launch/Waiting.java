package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.GetRunnerRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for runners by the daemon's notices. A daemon that goes away in the meantime, or whose
 * database does, is waited for until it is back: the runner lives on.
 */
public final class Waiting {
    /** How long a daemon that was stopped may take to come back where nothing else is said. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_BROKEN_ANSWERS = 10;

    private final Context context;
    private final Duration patience;

    /**
     * For one command.
     *
     * @param limit of the whole wait, zero for none; who gave one also waits that long for a daemon
     */
    public Waiting(Context context, Duration limit) {
        this.context = context;
        this.patience = limit.compareTo(PATIENCE) > 0 ? limit : PATIENCE;
    }

    /** The runner as it was when it had ended. */
    public Runner untilEnded(String id) throws IOException {
        ApiClient client = context.daemon().running();
        int broken = 0;
        while (true) {
            try {
                Runner last = watch(client, id);
                if (last != null && !RunnerView.isLive(last)) {
                    return last;
                }
                // The stream ended in order while the runner lives: the daemon is going down.
                broken = 0;
            } catch (ApiException e) {
                broken = e.kind() == ApiException.Kind.BROKEN ? broken + 1 : 0;
                if (broken == MOST_BROKEN_ANSWERS || !passes(e)) {
                    throw e;
                }
            }
            client = context.daemon().returned(patience);
        }
    }

    /** Whether it is a matter of time: the daemon or something that it needs is away. */
    private static boolean passes(ApiException e) {
        return e.kind() != ApiException.Kind.REFUSED || e.status() == ApiStatus.UNAVAILABLE;
    }

    private static @Nullable Runner watch(ApiClient client, String id) throws IOException {
        try (ApiStream<Runner> stream = client.watchRunner(new GetRunnerRequest(id, ""))) {
            Runner last = null;
            for (Runner next = stream.next(); next != null; next = stream.next()) {
                last = next;
            }
            return last;
        }
    }
}
