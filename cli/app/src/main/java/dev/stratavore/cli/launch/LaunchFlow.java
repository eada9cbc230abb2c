package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.LaunchReply;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.attach.AttachWish;
import dev.stratavore.cli.attach.Attachment;
import dev.stratavore.cli.attach.PausedRunner;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.render.ExitStatuses;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a project's name to a terminal: attaches to the live runner where there is one, lets choose
 * where there are several, launches a fresh one where there is none.
 */
public final class LaunchFlow {
    private final Context context;
    private final LaunchOptions options;

    /**
     * @param context of the command
     * @param options what was asked for
     */
    public LaunchFlow(Context context, LaunchOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Does all of it.
     *
     * @param line the line that was typed, as far as it names the project
     * @param anyAgent whether live runners of other agents than the asked one count
     */
    public int run(String project, String line, boolean anyAgent) throws IOException {
        ApiClient client = context.daemon().started();
        Projects projects = new Projects(context, client);
        Optional<Project> found = projects.find(project);
        if (found.isEmpty()) {
            Project _ =
                    projects.create(
                            project,
                            options.agent(),
                            options.behaviour().create(),
                            line + " --create");
        } else if (!options.behaviour().fresh()) {
            List<Runner> live = Runners.live(client, project, anyAgent ? "" : options.agent());
            if (!live.isEmpty()) {
                return join(client, live, project, anyAgent);
            }
        }
        return launch(client, project);
    }

    private int join(ApiClient client, List<Runner> live, String project, boolean strict)
            throws IOException {
        List<String> shaping = options.shaping();
        if (strict && !shaping.isEmpty()) {
            throw CommandException.usage(
                    String.join(", ", shaping)
                            + " would change nothing: "
                            + live.getFirst().id()
                            + " is live in \""
                            + project
                            + "\"; --new starts another");
        }
        Runner runner =
                live.size() == 1
                        ? live.getFirst()
                        : Runners.choose(context, live, " in \"" + project + "\"", "attach");
        if (!options.behaviour().attach() || !context.terminal().canAttach()) {
            context.console()
                    .note(
                            PausedRunner.is(runner)
                                    ? PausedRunner.line(runner)
                                    : runner.id() + " is live in \"" + project + "\"");
            context.console().line(runner.id());
            return ExitCode.OK.code();
        }
        return Attachment.run(context, client, runner, AttachWish.USUAL);
    }

    private int launch(ApiClient client, String project) throws IOException {
        boolean attach = options.behaviour().attach() && context.terminal().canAttach();
        if (!options.behaviour().fresh() && context.terminal().err()) {
            context.console().note("no live runner in \"" + project + "\": starting a fresh one");
        }
        LaunchReply reply = launched(client, project);
        for (String notice : reply.notices()) {
            context.console().note("note: " + Text.plain(notice));
        }
        for (String expected : dialogs(reply.runners())) {
            context.console().note("note: it may ask first: " + Text.plain(expected));
        }
        boolean failed = false;
        for (Runner runner : reply.runners()) {
            if (runner.status().equals("failed") && !attach) {
                failed = true;
                context.console().note(runner.id() + " failed: " + RunnerView.end(runner));
            }
            if (!attach) {
                context.console().line(runner.id());
            }
        }
        context.console().flush();
        if (reply.runners().isEmpty()) {
            throw new CommandException(ExitCode.INTERNAL, "the daemon launched nothing");
        }
        if (options.behaviour().await()) {
            return ExitStatuses.of(
                    new Waiting(context, Duration.ZERO)
                            .untilEnded(reply.runners().getFirst().id()));
        }
        return attach
                ? Attachment.run(context, client, reply.runners().getFirst(), AttachWish.USUAL)
                : (failed ? ExitCode.FAILED : ExitCode.OK).code();
    }

    /** What the agents may ask before their first prompt, each once. */
    private static Set<String> dialogs(List<Runner> runners) {
        Set<String> dialogs = new LinkedHashSet<>();
        for (Runner runner : runners) {
            if (!runner.expectedDialogs().isEmpty()) {
                dialogs.add(String.join(", ", runner.expectedDialogs()));
            }
        }
        return dialogs;
    }

    private LaunchReply launched(ApiClient client, String project) throws IOException {
        return options.behaviour().place() == null
                ? client.launch(request(project))
                : new PlaceWait(context, project).launched(client, request(project));
    }

    private LaunchRequest request(String project) throws IOException {
        Duration place = options.behaviour().place();
        return new LaunchRequest(
                CommandIds.next(context.around().clock()),
                project,
                options.agent(),
                options.name(),
                options.count(),
                options.model(),
                options.temperature(),
                options.maxTokens(),
                options.args(),
                Environment.of(context),
                context.terminal().columns(),
                context.terminal().rows(),
                options.restarts(),
                options.maxTime().toMillis(),
                place == null ? 0 : place.toMillis(),
                options.worktree());
    }
}
