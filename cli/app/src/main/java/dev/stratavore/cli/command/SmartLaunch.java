package dev.stratavore.cli.command;

import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.LaunchFlow;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.launch.ProjectNames;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code stratavore PROJECT}: attach to what runs there, or launch it. */
final class SmartLaunch implements Command {
    @Override
    public CommandSpec spec() {
        return LaunchOptions.addTo(
                        Options.of(
                                        "",
                                        "Opens a project: attaches to its live runner, or launches"
                                                + " a fresh one.")
                                .argument("PROJECT", "The project's name."))
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String project = args.required("which project: stratavore PROJECT");
        LaunchOptions options = LaunchOptions.from(args, context.options().yes());
        Optional<String> command = NearCommand.of(project);
        if (command.isPresent()
                && !options.behaviour().create()
                && !Known.projectOfThisNode(context, project)) {
            options = meant(context, project, command.get(), options);
        }
        ProjectNames.check(project);
        return new LaunchFlow(context, options).run(project, "stratavore " + project, true);
    }

    /** A slip of the fingers creates nothing unless a person says that it is none. */
    private static LaunchOptions meant(
            Context context, String project, String command, LaunchOptions options)
            throws IOException {
        String question =
                "there is no command or project \""
                        + project
                        + "\"; did you mean \"stratavore "
                        + command
                        + "\"?";
        if (context.terminal().canAsk()
                && Prompt.sure(context.console(), question + " Create the project here?")) {
            return options.creating();
        }
        throw CommandException.usage(
                question + " To create the project here: stratavore " + project + " --create");
    }
}
