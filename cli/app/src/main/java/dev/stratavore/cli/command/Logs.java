package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.LogChunk;
import dev.stratavore.api.wire.LogsRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.LogFile;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code logs}: what a runner wrote to its terminal, or the programs to their logs. */
final class Logs implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("logs", "Prints what a runner wrote, or a log of Stratavore's own.")
                .argument("RUNNER", "A runner's terminal output: its id or name.")
                .value("RUNNER", "The same as the argument.", "--runner")
                .value("NAME", "The log of the daemon or the agent (the pty host).", "--component")
                .flag("A runner's bytes as they were, not readable text.", "--raw")
                .flag("Go on with what is written from now on.", "--follow", "-f")
                .value("TIME", "Only what is younger, such as 1h; runners only.", "--since")
                .value("N", "Only the last N lines.", "--tail", "-n")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = runner(args);
        String component = args.value("--component");
        int tail = args.integer("--tail", 0, 0, Integer.MAX_VALUE);
        if ((runner == null) == (component == null)) {
            throw CommandException.usage(
                    "say whose: stratavore logs ID, or stratavore logs --component daemon|agent");
        }
        if (runner != null) {
            return runner(runner, tail, args, context);
        }
        if (args.has("--raw") || args.has("--since")) {
            throw CommandException.usage("--raw and --since are for runners");
        }
        Path file = file(args.choice("--component", "daemon", "daemon", "agent"), context);
        LogFile.print(file, tail, args.has("--follow"), context.console());
        return ExitCode.OK.code();
    }

    private static @Nullable String runner(Args args) {
        String argument = args.argument();
        String option = args.value("--runner");
        if (argument != null && option != null && !argument.equals(option)) {
            throw CommandException.usage("logs are one runner's at a time");
        }
        return argument != null ? argument : option;
    }

    private static Path file(String component, Context context) throws IOException {
        return component.equals("agent")
                ? context.daemon().paths().agentLog()
                : context.daemon().paths().daemonLog();
    }

    private static int runner(String runner, int tail, Args args, Context context)
            throws IOException {
        LogsRequest request =
                new LogsRequest(
                        runner,
                        args.has("--raw"),
                        args.has("--follow"),
                        since(args.value("--since"), args, context),
                        tail);
        try (ApiStream<LogChunk> chunks = context.daemon().running().logs(request)) {
            for (LogChunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                context.console().bytes(chunk.data());
            }
        }
        return ExitCode.OK.code();
    }

    private static long since(@Nullable String text, Args args, Context context) {
        return text == null
                ? 0
                : context.now() - args.duration("--since", Duration.ZERO).toMillis();
    }
}
