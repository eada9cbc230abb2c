package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.SetProjectRequest;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.CommandIds;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ProjectView;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code projects set}: changes what {@code new} said. */
final class ProjectsSet implements Command {
    private static final List<String> CHANGES =
            List.of("--path", "--description", "--agent", "--max-runners", "--restarts");

    @Override
    public CommandSpec spec() {
        return Options.of("projects set", "Changes a project; live runners go on as they are.")
                .needed("PROJECT", "Its name.")
                .value("DIR", "Another directory.", "--path")
                .value("TEXT", "What it is about.", "--description")
                .value("N", "Live runners it may have.", "--max-runners")
                .value("AGENT", "The agent of its runners.", "--agent")
                .value(
                        "N",
                        "Start its runners again after a crash, at most N times in a row; 0 for"
                                + " never.",
                        "--restarts")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String name = args.required("which project: stratavore projects set PROJECT");
        if (CHANGES.stream().noneMatch(args::has)) {
            throw CommandException.usage("say what to change: " + String.join(", ", CHANGES));
        }
        String path = args.value("--path");
        SetProjectRequest request =
                new SetProjectRequest(
                        CommandIds.next(context.around().clock()),
                        name,
                        path == null
                                ? ""
                                : context.around().directory().resolve(path).normalize().toString(),
                        args.value("--description", ""),
                        args.has("--description"),
                        args.value("--agent", ""),
                        args.integer("--max-runners", 0, 1, NewProject.MOST_RUNNERS),
                        args.optional("--restarts", 0, LaunchOptions.MOST_RESTARTS));
        Project project = context.daemon().running().setProject(request);
        if (!project.warning().isEmpty()) {
            context.console().note("note: " + Text.plain(project.warning()));
        }
        ProjectView.show(project, context.listing(), context.console());
        return ExitCode.OK.code();
    }
}
