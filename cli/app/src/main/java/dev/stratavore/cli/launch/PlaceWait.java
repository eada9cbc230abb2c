package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.LaunchProgress;
import dev.stratavore.api.wire.LaunchReply;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;

/** Launches as soon as the project has a place, and says meanwhile where it stands. */
final class PlaceWait {
    private final Context context;
    private final String project;
    private int place;

    PlaceWait(Context context, String project) {
        this.context = context;
        this.project = project;
    }

    LaunchReply launched(ApiClient client, LaunchRequest request) throws IOException {
        try (ApiStream<LaunchProgress> stream = client.launchWaiting(request)) {
            for (LaunchProgress next = stream.next(); next != null; next = stream.next()) {
                if (next.reply() != null) {
                    return next.reply();
                }
                tell(next);
            }
        }
        throw new CommandException(
                ExitCode.UNREACHABLE, "stratavored went away while the launch waited for a place");
    }

    private void tell(LaunchProgress now) {
        if (now.place() == place) {
            return;
        }
        place = now.place();
        int before = place - 1;
        context.console()
                .note(
                        before == 0
                                ? "next in line for a place in \"" + project + "\""
                                : before
                                        + (before == 1 ? " launch waits" : " launches wait")
                                        + " for a place in \""
                                        + project
                                        + "\" before this one");
    }
}
