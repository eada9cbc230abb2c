package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The word {@code all} in place of ids, and the question that goes with it. */
final class AllRunners {
    private static final String WORD = "all";

    private AllRunners() {}

    /** The runners that are named, none for all; refuses the word among others. */
    static boolean meant(Args args, String command) {
        List<String> runners = args.arguments();
        if (runners.size() > 1 && runners.contains(WORD)) {
            throw CommandException.usage("\"all\" stands alone: stratavore " + command + " all");
        }
        if (!runners.isEmpty() && args.has("--project")) {
            throw CommandException.usage("name runners or a project, not both");
        }
        if (runners.isEmpty() && args.value("--project", "").isEmpty()) {
            throw CommandException.usage(
                    "say which runners: stratavore "
                            + command
                            + " ID..., "
                            + command
                            + " --project PROJECT, or "
                            + command
                            + " all");
        }
        return runners.equals(List.of(WORD));
    }

    /** The live ones. */
    static List<Runner> live(ApiClient client) throws ApiException {
        return Runners.live(client, "", "");
    }

    /** Those, and the ended ones that would be started again by themselves. */
    static List<Runner> withOwedRestarts(ApiClient client) throws ApiException {
        List<Runner> runners = new ArrayList<>(live(client));
        ListRunnersRequest failed = new ListRunnersRequest(0, "", "", true, "failed", "", false);
        for (Runner one : Runners.list(client, failed)) {
            if (one.supervision().restartAt() != 0) {
                runners.add(one);
            }
        }
        return runners;
    }

    /**
     * Asks, unless the answer is given already.
     *
     * @param verb such as "stop"
     * @param what they are, such as "running"
     */
    static void confirm(Context context, List<Runner> runners, String verb, String what)
            throws IOException {
        if (context.options().yes()) {
            return;
        }
        String whom =
                runners.size() == 1
                        ? runners.getFirst().id() + ", your only " + what + " runner"
                        : "all " + runners.size() + " of your " + what + " runners";
        if (!context.terminal().canAsk()) {
            throw CommandException.usage(
                    "this would " + verb + " " + whom + "; confirm with --yes");
        }
        if (!Prompt.sure(context.console(), "Really " + verb + " " + whom + "?")) {
            throw new CommandException(ExitCode.FAILED, "nothing was changed");
        }
    }

    /** There is nobody to do it to: that is no error. */
    static int none(Context context) {
        context.console().note("no runner is live");
        return ExitCode.OK.code();
    }
}
