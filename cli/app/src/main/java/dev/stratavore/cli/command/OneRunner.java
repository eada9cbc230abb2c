package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.GetRunnerRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.util.List;

/** The runner that an id, a prefix of one, or a name means. */
final class OneRunner {
    private OneRunner() {}

    static Runner of(ApiClient client, String words) throws ApiException {
        return client.getRunner(new GetRunnerRequest(words, ""));
    }

    /**
     * The same, or the live runner of a project.
     *
     * @param command what to give one of several to
     */
    static Runner orOfProject(Context context, ApiClient client, String words, String command)
            throws IOException {
        if (words.startsWith("runner-") || !Known.project(context, words)) {
            return of(client, words);
        }
        List<Runner> live = Runners.live(client, words, "");
        if (live.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "no runner is live in \""
                            + words
                            + "\"; launch one: stratavore launch "
                            + words);
        }
        return live.size() == 1
                ? live.getFirst()
                : Runners.choose(context, live, " in \"" + words + "\"", command);
    }
}
