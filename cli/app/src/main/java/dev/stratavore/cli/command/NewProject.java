package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.launch.ProjectNames;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ProjectView;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code new}: gives a directory a name. */
final class NewProject implements Command {
    static final int MOST_RUNNERS = 10_000;

    @Override
    public CommandSpec spec() {
        return Options.of("new", "Creates a project for a directory.")
                .needed("PROJECT", "Its name.")
                .value("DIR", "Its directory (the current one).", "--path")
                .flag("Make the directory if it is missing.", "--mkdir")
                .value("TEXT", "What it is about.", "--description")
                .value("N", "Live runners it may have; 0 for none.", "--max-runners")
                .value(
                        "MB",
                        "Memory that its runners may have together; 0 for no limit.",
                        "--memory-limit")
                .value("AGENT", "The agent of its runners.", "--agent")
                .value(
                        "N",
                        "Start its runners again after a crash, at most N times in a row.",
                        "--restarts")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String name = args.required("its name: stratavore new PROJECT");
        ProjectNames.check(name);
        String path = args.value("--path", "");
        CreateProjectRequest request =
                new CreateProjectRequest(
                        CommandIds.next(context.around().clock()),
                        name,
                        context.around().directory().resolve(path).normalize().toString(),
                        args.has("--mkdir"),
                        args.value("--description", ""),
                        args.optional("--max-runners", 0, MOST_RUNNERS),
                        args.optional("--memory-limit", 0, Integer.MAX_VALUE),
                        0,
                        args.value("--agent", ""),
                        args.optional("--restarts", 0, LaunchOptions.MOST_RESTARTS));
        Project project = context.daemon().started().createProject(request);
        if (!project.warning().isEmpty()) {
            context.console().note("note: " + Text.plain(project.warning()));
        }
        if (context.options().quiet()) {
            context.console().line(project.name());
        } else if (context.listing().isTable()) {
            context.console()
                    .line(
                            "created project \""
                                    + project.name()
                                    + "\" in "
                                    + Text.plain(project.path()));
        } else {
            context.listing().document(ProjectView.document(project));
        }
        return ExitCode.OK.code();
    }
}
