package dev.stratavore.cli.command;

import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.LaunchFlow;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.launch.ProjectNames;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code launch PROJECT}: the same as the bare name, for projects named like a command. */
final class Launch implements Command {
    @Override
    public CommandSpec spec() {
        return LaunchOptions.addTo(
                        Options.of("launch", "Opens a project, also one whose name is a command's.")
                                .needed("PROJECT", "The project's name."))
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String project = args.required("which project: stratavore launch PROJECT");
        LaunchOptions options = LaunchOptions.from(args, context.options().yes());
        ProjectNames.check(project);
        return new LaunchFlow(context, options).run(project, "stratavore launch " + project, true);
    }
}
