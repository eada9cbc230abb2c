package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.GetProjectRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.util.Optional;

/** Finds the project of a launch, or creates it in the current directory. */
final class Projects {
    private final Context context;
    private final ApiClient client;

    Projects(Context context, ApiClient client) {
        this.context = context;
        this.client = client;
    }

    Optional<Project> find(String name) throws ApiException {
        try {
            return Optional.of(client.getProject(new GetProjectRequest(name)));
        } catch (ApiException e) {
            if (e.status() == ApiStatus.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Creates it, asking first where nothing says yes already.
     *
     * @param agent of its runners, empty for the configured one
     * @param line what to type for a launch that creates
     */
    Project create(String name, String agent, boolean unasked, String line) throws IOException {
        if (!unasked && !context.terminal().canAsk()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "there is no project \"" + name + "\"; to create it here: " + line);
        }
        String directory = context.around().directory().toString();
        if (!unasked
                && !Prompt.yes(
                        context.console(),
                        "There is no project \""
                                + name
                                + "\". Create it here, in "
                                + Text.plain(directory)
                                + "?")) {
            throw new CommandException(ExitCode.FAILED, "nothing was created");
        }
        String id = CommandIds.next(context.around().clock());
        Project project =
                client.createProject(
                        new CreateProjectRequest(
                                id, name, directory, false, "", null, null, 0, agent, null));
        context.console().note("created project \"" + name + "\" in " + Text.plain(directory));
        if (!project.warning().isEmpty()) {
            context.console().note("note: " + Text.plain(project.warning()));
        }
        return project;
    }
}
