package dev.stratavore.cli.command;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.GetProjectRequest;
import dev.stratavore.cli.Context;
import java.io.IOException;
import java.util.Optional;

/** What a daemon that runs already knows; none is started to find out. */
final class Known {
    private Known() {}

    static boolean project(Context context, String name) throws IOException {
        Optional<ApiClient> client = context.daemon().ifRunning();
        if (client.isEmpty()) {
            return false;
        }
        try {
            return client.get().getProject(new GetProjectRequest(name)).name().equals(name);
        } catch (ApiException e) {
            if (e.status() == ApiStatus.NOT_FOUND || e.status() == ApiStatus.INVALID_ARGUMENT) {
                return false;
            }
            throw e;
        }
    }
}
