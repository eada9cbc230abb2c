package dev.stratavore.cli.command;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.GetProjectRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Which projects there are, asked without more ado than the answer is worth. */
final class Known {
    private Known() {}

    /** Whether a daemon that runs knows it; none is started to find out. */
    static boolean project(Context context, String name) throws IOException {
        Optional<ApiClient> client = context.daemon().ifRunning();
        return client.isPresent() && project(client.get(), name);
    }

    /** Whether the node knows it; a node that never ran knows none and is not started. */
    static boolean projectOfThisNode(Context context, String name) throws IOException {
        Optional<ApiClient> client = context.daemon().ifRunning();
        if (client.isEmpty() && Files.notExists(context.daemon().paths().daemonLock())) {
            return false;
        }
        return project(client.isPresent() ? client.get() : context.daemon().started(), name);
    }

    private static boolean project(ApiClient client, String name) throws ApiException {
        try {
            Project _ = client.getProject(new GetProjectRequest(name));
            return true;
        } catch (ApiException e) {
            if (e.status() == ApiStatus.NOT_FOUND || e.status() == ApiStatus.INVALID_ARGUMENT) {
                return false;
            }
            throw e;
        }
    }
}
