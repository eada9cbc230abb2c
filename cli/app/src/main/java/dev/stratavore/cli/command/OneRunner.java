package dev.stratavore.cli.command;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.GetRunnerRequest;
import dev.stratavore.api.wire.Runner;

/** The runner that an id, a prefix of one, or a name means. */
final class OneRunner {
    private OneRunner() {}

    static Runner of(ApiClient client, String words) throws ApiException {
        return client.getRunner(new GetRunnerRequest(words, ""));
    }
}
