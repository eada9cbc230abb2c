package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ScreenReply;
import dev.stratavore.api.wire.ScreenRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code screen}: what the terminal of a runner shows. */
final class ScreenText implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("screen", "Prints the screen of a runner as text.")
                .needed("RUNNER", "An id or a name.")
                .flag("With colours and attributes, as escape sequences.", "--ansi")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = args.required("which runner: stratavore screen ID");
        ScreenReply reply =
                context.daemon().running().screen(new ScreenRequest(runner, args.has("--ansi")));
        context.console().text(reply.text());
        if (!reply.text().isEmpty() && !reply.text().endsWith("\n")) {
            context.console().text("\n");
        }
        return ExitCode.OK.code();
    }
}
