package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
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
                .arguments("RUNNER", "Ids or names, or the word all.")
                .value("PROJECT", "Every live runner of a project.", "--project")
                .spec();
    }

    private String word() {
        return freeze ? "pause" : "unpause";
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        boolean all = AllRunners.meant(args, word());
        ApiClient client = context.daemon().running();
        List<String> runners = all ? everyOne(client, context) : args.arguments();
        if (all && runners.isEmpty()) {
            return ExitCode.OK.code();
        }
        PauseRequest request =
                new PauseRequest(
                        CommandIds.next(context.around().clock()),
                        runners,
                        args.value("--project", ""));
        ChangeReply reply = freeze ? client.pause(request) : client.unpause(request);
        Results told = new Results(context.console());
        for (ChangeResult one : reply.results()) {
            told.tell(one.runner(), one.message(), one.ok(), one.state() != null);
        }
        return told.code().code();
    }

    /** Those that it changes something for, once that is confirmed. */
    private List<String> everyOne(ApiClient client, Context context) throws IOException {
        String from = freeze ? "running" : "paused";
        List<Runner> runners =
                AllRunners.live(client).stream().filter(one -> one.status().equals(from)).toList();
        if (runners.isEmpty()) {
            context.console().note("no runner is " + from);
        } else {
            AllRunners.confirm(context, runners, word(), from);
        }
        return runners.stream().map(Runner::id).toList();
    }
}
