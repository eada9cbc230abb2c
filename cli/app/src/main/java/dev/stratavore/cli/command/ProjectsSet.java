package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.GetProjectRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.Quota;
import dev.stratavore.api.wire.SetProjectRequest;
import dev.stratavore.api.wire.SetQuotaRequest;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ProjectView;
import dev.stratavore.cli.render.QuotaView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code projects set}: changes what {@code new} said. */
final class ProjectsSet implements Command {
    private static final List<String> LIMITS = List.of("--max-runners", "--memory-limit");
    private static final List<String> OTHERS =
            List.of("--path", "--description", "--agent", "--restarts");

    @Override
    public CommandSpec spec() {
        return Options.of("projects set", "Changes a project; live runners go on as they are.")
                .needed("PROJECT", "Its name.")
                .value("DIR", "Another directory.", "--path")
                .value("TEXT", "What it is about.", "--description")
                .value("N", "Live runners it may have; 0 for none.", "--max-runners")
                .value(
                        "MB",
                        "Memory that its runners may have together; 0 for no limit.",
                        "--memory-limit")
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
        boolean others = OTHERS.stream().anyMatch(args::has);
        if (!others && LIMITS.stream().noneMatch(args::has)) {
            throw CommandException.usage(
                    "say what to change: "
                            + String.join(", ", OTHERS)
                            + ", "
                            + String.join(", ", LIMITS));
        }
        ApiClient client = context.daemon().running();
        // First, since only a limit can be refused for what runs now.
        limit(
                name,
                "max_concurrent_runners",
                args.optional("--max-runners", 0, NewProject.MOST_RUNNERS),
                client,
                context);
        limit(
                name,
                "max_memory_mb",
                args.optional("--memory-limit", 0, Integer.MAX_VALUE),
                client,
                context);
        Project project =
                others
                        ? client.setProject(request(name, args, context))
                        : client.getProject(new GetProjectRequest(name));
        if (!project.warning().isEmpty()) {
            context.console().note("note: " + Text.plain(project.warning()));
        }
        ProjectView.show(project, context.listing(), context.console());
        return ExitCode.OK.code();
    }

    /** As {@code quotas set} does it, by the same rules. */
    private static void limit(
            String project,
            String quota,
            @Nullable Integer value,
            ApiClient client,
            Context context)
            throws IOException {
        if (value != null) {
            String id = CommandIds.next(context.around().clock());
            Quota now = client.setQuota(new SetQuotaRequest(id, project, quota, value.longValue()));
            if (!now.remark().isEmpty()) {
                context.console().note("note: " + QuotaView.line(now));
            }
        }
    }

    private static SetProjectRequest request(String name, Args args, Context context)
            throws IOException {
        String path = args.value("--path");
        return new SetProjectRequest(
                CommandIds.next(context.around().clock()),
                name,
                path == null
                        ? ""
                        : context.around().directory().resolve(path).normalize().toString(),
                args.value("--description", ""),
                args.has("--description"),
                args.value("--agent", ""),
                0,
                args.optional("--restarts", 0, LaunchOptions.MOST_RESTARTS));
    }
}
