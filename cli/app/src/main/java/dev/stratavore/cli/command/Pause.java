package dev.stratavore.cli.command;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.CommandIds;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code pause} and {@code unpause}: freeze runners with all they started, or let them go on. */
final class Pause implements Command {
    private final boolean freeze;

    Pause(boolean freeze) {
        this.freeze = freeze;
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        word(),
                        freeze
                                ? "Freezes runners with their whole process trees."
                                : "Lets paused runners go on.")
                .arguments("RUNNER", "Ids or names.")
                .value("PROJECT", "Every live runner of a project.", "--project")
                .spec();
    }

    private String word() {
        return freeze ? "pause" : "unpause";
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> runners = args.arguments();
        String project = args.value("--project", "");
        if (!runners.isEmpty() && !project.isEmpty()) {
            throw CommandException.usage("name runners or a project, not both");
        }
        if (runners.isEmpty() && project.isEmpty()) {
            throw CommandException.usage(
                    "say which runners: stratavore "
                            + word()
                            + " ID..., or stratavore "
                            + word()
                            + " --project PROJECT");
        }
        ApiClient client = context.daemon().running();
        PauseRequest request =
                new PauseRequest(CommandIds.next(context.around().clock()), runners, project);
        ChangeReply reply = freeze ? client.pause(request) : client.unpause(request);
        Results told = new Results(context.console());
        for (ChangeResult one : reply.results()) {
            told.tell(one.runner(), one.message(), one.ok(), one.state() != null);
        }
        return told.code().code();
    }
}
