package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.Configuration;
import dev.stratavore.cli.launch.LaunchFlow;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.launch.ProjectNames;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code demo}: a project of the current directory with an agent in it, in one command. */
final class Demo implements Command {
    private static final String CLAUDE = "claude";

    @Override
    public CommandSpec spec() {
        return Options.of(
                        "demo", "Opens the current directory as a project with Claude Code in it.")
                .value("AGENT", "Another agent, such as shell.", "--agent")
                .flag("Create the project without asking.", "--create")
                .flag("Print the runner's id in place of attaching.", "--no-attach")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String agent = args.value("--agent", CLAUDE);
        if (agent.equals(CLAUDE) && !onPath(CLAUDE, context.around().environment())) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "Claude Code is not on the PATH: get it with npm install -g"
                            + " @anthropic-ai/claude-code; meanwhile this works:"
                            + " stratavore demo --agent shell");
        }
        Path directory = context.around().directory();
        Path last = directory.getFileName();
        String project = ProjectNames.fromDirectory(last == null ? "" : last.toString());
        LaunchOptions options =
                new LaunchOptions(
                        agent,
                        "",
                        null,
                        null,
                        1,
                        "",
                        new LaunchOptions.Behaviour(
                                false,
                                !args.has("--no-attach"),
                                args.has("--create") || context.options().yes(),
                                false,
                                null),
                        args.trailing(),
                        0,
                        Duration.ZERO,
                        null);
        if (options.behaviour().attach() && context.terminal().canAttach()) {
            String keys =
                    Configuration.load(context.around().environment(), context.options().config())
                            .attach()
                            .detachKeys();
            if (!keys.equals("none")) {
                context.console().note("to leave its terminal and let it work on, press: " + keys);
            }
        }
        return new LaunchFlow(context, options).run(project, line(args), false);
    }

    /** What was typed, as far as it decides what is created. */
    private static String line(Args args) {
        return args.has("--agent")
                ? "stratavore demo --agent " + args.value("--agent", CLAUDE)
                : "stratavore demo";
    }

    private static boolean onPath(String program, Map<String, String> environment) {
        for (String entry : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (entry.startsWith("/") && Files.isExecutable(Path.of(entry, program))) {
                return true;
            }
        }
        return false;
    }
}
