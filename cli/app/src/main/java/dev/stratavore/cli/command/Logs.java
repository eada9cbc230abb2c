package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.LogChunk;
import dev.stratavore.api.wire.LogsRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.log.ComponentLog;
import dev.stratavore.cli.log.LogLevel;
import dev.stratavore.cli.log.LogWish;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code logs}: what a runner wrote to its terminal, or the programs to their logs. */
final class Logs implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("logs", "Prints what a runner wrote, or a log of Stratavore's own.")
                .argument("RUNNER", "A runner's terminal output: its id or name.")
                .value("RUNNER", "The same as the argument.", "--runner")
                .value(
                        "daemon|agent",
                        "The log of the daemon, or of the pty host, in place of a runner's.",
                        "--component")
                .flag("A runner's bytes as they were, not readable text.", "--raw")
                .flag("Go on with what is written from now on.", "--follow", "-f")
                .value("TIME", "Only what is younger, such as 1h.", "--since")
                .value("N", "Only the last N lines.", "--tail", "-n")
                .value(
                        "N",
                        "A runner's Nth run, from 1; by default the one after the last restart.",
                        "--attempt")
                .value(
                        "LEVEL",
                        "Of a component nothing less grave: error, warn, info, debug, trace.",
                        "--level")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = runner(args);
        String component = args.value("--component");
        int tail = args.integer("--tail", 0, 1, Integer.MAX_VALUE);
        if (runner != null && component != null) {
            throw CommandException.usage(
                    "logs are a runner's or a component's, not both: leave out \""
                            + runner
                            + "\" or --component");
        }
        if (runner == null && component == null) {
            throw CommandException.usage(
                    "say whose: stratavore logs ID, or stratavore logs --component daemon|agent");
        }
        if (runner != null) {
            if (args.has("--level")) {
                throw CommandException.usage("--level is for a component's log");
            }
            return runner(runner, tail, args, context);
        }
        if (args.has("--raw")) {
            throw CommandException.usage("--raw is for a runner's output");
        }
        if (args.has("--attempt")) {
            throw CommandException.usage("--attempt is for a runner's output");
        }
        Path file = file(args.choice("--component", "daemon", "daemon", "agent"), context);
        LogWish wish = new LogWish(tail, since(args, context), level(args), args.has("--follow"));
        ComponentLog.print(file, wish, context.console());
        return ExitCode.OK.code();
    }

    private static Instant since(Args args, Context context) {
        return args.has("--since") ? Instant.ofEpochMilli(sinceMillis(args, context)) : Instant.MIN;
    }

    private static LogLevel level(Args args) {
        String word = args.choice("--level", "trace", "error", "warn", "info", "debug", "trace");
        return LogLevel.valueOf(word.toUpperCase(Locale.ROOT));
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
                        args.has("--since") ? sinceMillis(args, context) : 0,
                        tail,
                        args.integer("--attempt", 0, 1, Integer.MAX_VALUE));
        try (ApiStream<LogChunk> chunks = context.daemon().running().logs(request)) {
            for (LogChunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                if (chunk.missing() > 0) {
                    missing(chunk.missing(), args.has("--raw"), context);
                }
                context.console().bytes(chunk.data());
            }
        }
        return ExitCode.OK.code();
    }

    /** In readable text a line at its place; raw bytes are not to be mixed with ours. */
    private static void missing(long bytes, boolean raw, Context context) throws IOException {
        String mark = "[stratavore: " + bytes + " bytes of output are not kept]";
        if (raw) {
            context.console().note(mark);
        } else {
            context.console().bytes((mark + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long sinceMillis(Args args, Context context) {
        return Math.max(1, context.now() - args.duration("--since", Duration.ZERO).toMillis());
    }
}
