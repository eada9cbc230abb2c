package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.DeleteProjectRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code projects delete}: frees the name; directory and history stay. */
final class ProjectsDelete implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of(
                        "projects delete",
                        "Deletes a project without live runners; its directory and its runners'"
                                + " history stay.")
                .needed("PROJECT", "Its name.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String name = args.required("which project: stratavore projects delete PROJECT");
        Project project =
                context.daemon()
                        .running()
                        .deleteProject(
                                new DeleteProjectRequest(
                                        CommandIds.next(context.around().clock()), name));
        context.console().line("deleted project \"" + project.name() + "\"");
        return ExitCode.OK.code();
    }
}
