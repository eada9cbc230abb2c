package dev.stratavore.core.runner;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;

/** Who is behind a command: a user who asks, or the world that tells. */
final class Kinds {
    private Kinds() {}

    /** A fact stays true until it is durable; what a user asks may be refused. */
    static boolean isFact(RunnerCommand command) {
        return switch (command) {
            case RunnerCommand.AwaitStarted _,
                    RunnerCommand.Stop _,
                    RunnerCommand.Pause _,
                    RunnerCommand.Unpause _,
                    RunnerCommand.Restart _ ->
                    false;
            case RunnerCommand.HostStarted _,
                    RunnerCommand.HostRefused _,
                    RunnerCommand.HostExited _,
                    RunnerCommand.HostForgot _,
                    RunnerCommand.MachineRestarted _,
                    RunnerCommand.HostFroze _,
                    RunnerCommand.FreezeRefused _,
                    RunnerCommand.Unreachable _,
                    RunnerCommand.Reachable _,
                    RunnerCommand.MustEnd _,
                    RunnerCommand.RestartDue _,
                    RunnerCommand.StopTimedOut _ ->
                    true;
        };
    }

    static CommandMeta metaOf(RunnerCommand command, Ids ids) {
        return switch (command) {
            case RunnerCommand.Stop stop -> stop.meta();
            case RunnerCommand.Pause pause -> pause.meta();
            case RunnerCommand.Unpause unpause -> unpause.meta();
            case RunnerCommand.Restart restart -> restart.meta();
            case RunnerCommand.AwaitStarted _,
                    RunnerCommand.HostStarted _,
                    RunnerCommand.HostRefused _,
                    RunnerCommand.HostExited _,
                    RunnerCommand.HostForgot _,
                    RunnerCommand.MachineRestarted _,
                    RunnerCommand.HostFroze _,
                    RunnerCommand.FreezeRefused _,
                    RunnerCommand.Unreachable _,
                    RunnerCommand.Reachable _,
                    RunnerCommand.MustEnd _,
                    RunnerCommand.RestartDue _,
                    RunnerCommand.StopTimedOut _ ->
                    new CommandMeta(ids.uuid(), "", Principal.SYSTEM, "");
        };
    }
}
