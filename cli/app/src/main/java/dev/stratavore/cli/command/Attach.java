package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.attach.AttachWish;
import dev.stratavore.cli.attach.Attachment;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code attach}: the terminal of a runner becomes this one. */
final class Attach implements Command {
    private static final int MOST_HISTORY = 100_000;

    @Override
    public CommandSpec spec() {
        return Options.of(
                        "attach",
                        "Attaches this terminal to a runner: by its id, its name, or a project with"
                                + " one live runner; without one, to the only or the last runner.")
                .argument("RUNNER", "An id, a name, or a project.")
                .flag("Only look: nothing typed reaches the agent.", "--read-only", "-r")
                .flag("Take the terminal over from whoever has it.", "--steal")
                .value("N", "Lines of scrollback to show first (1000).", "--history")
                .value(
                        "KEYS",
                        "What detaches, such as \"ctrl-\\ d\"; none for full transparency.",
                        "--detach-keys")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        boolean readOnly = args.has("--read-only");
        if (readOnly && args.has("--steal")) {
            throw CommandException.usage("--steal takes the terminal over, --read-only does not");
        }
        AttachWish wish =
                new AttachWish(
                        readOnly,
                        args.has("--steal"),
                        args.integer("--history", AttachWish.UNSET, 0, MOST_HISTORY),
                        args.value("--detach-keys", ""));
        if (!context.terminal().canAttach()) {
            throw CommandException.usage(
                    "attach needs a terminal; without one: stratavore screen ID, stratavore logs"
                            + " --runner ID");
        }
        ApiClient client = context.daemon().started();
        String target = args.argument();
        Runner runner =
                target == null
                        ? any(context, client)
                        : OneRunner.orOfProject(context, client, target, "attach");
        return Attachment.run(context, client, runner, wish);
    }

    /** The only live one, else a person's choice, else the last that ended. */
    private static Runner any(Context context, ApiClient client) throws IOException {
        List<Runner> live = Runners.live(client, "", "");
        if (live.size() == 1) {
            return live.getFirst();
        }
        if (live.size() > 1) {
            return Runners.choose(context, live, "", "attach");
        }
        List<Runner> ended =
                Runners.list(client, new ListRunnersRequest(0, "", "", true, "", "", false));
        Runner last = null;
        for (Runner one : ended) {
            if (last == null || one.endedAt() > last.endedAt()) {
                last = one;
            }
        }
        if (last == null) {
            throw new CommandException(
                    ExitCode.NOT_FOUND, "there is no runner; launch one: stratavore PROJECT");
        }
        return last;
    }
}
