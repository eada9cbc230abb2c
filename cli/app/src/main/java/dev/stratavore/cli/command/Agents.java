package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.EnvVar;
import dev.stratavore.api.wire.ListAgentsRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.AgentView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code agents}: which agent programs this shell's PATH leads to. */
final class Agents implements Command {
    private static final List<String> NEEDED = List.of("PATH", "HOME", "SHELL");

    @Override
    public CommandSpec spec() {
        return Options.of("agents", "Lists the agents, the versions found and what each can do.")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<EnvVar> environment = new ArrayList<>();
        for (String name : NEEDED) {
            String value = context.around().environment().get(name);
            if (value != null) {
                environment.add(new EnvVar(name, value));
            }
        }
        AgentView.list(
                context.daemon().running().listAgents(new ListAgentsRequest(environment)).agents(),
                context.listing());
        return ExitCode.OK.code();
    }
}
