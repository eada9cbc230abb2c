package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Waiting;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code wait}: until runners have ended. */
final class Wait implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("wait", "Waits until runners have ended, and says how.")
                .arguments("RUNNER", "Ids or names.")
                .value("STATE", "What to wait for: ended.", "--for")
                .value("TIME", "Give up after this long, with exit code 75.", "--timeout")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> names = args.arguments();
        if (names.isEmpty()) {
            throw CommandException.usage("say for which runners: stratavore wait ID...");
        }
        String state = args.choice("--for", "ended", "ended");
        Duration limit = args.duration("--timeout", Duration.ZERO);
        ApiClient client = context.daemon().running();
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            ids.add(OneRunner.of(client, name).id());
        }
        FutureTask<List<Runner>> all =
                new FutureTask<>(() -> waitFor(ids, new Waiting(context, limit)));
        Thread.ofPlatform().daemon().name("wait").start(all);
        try {
            for (Runner ended :
                    limit.isZero() ? all.get() : all.get(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                String how = RunnerView.end(ended);
                context.console()
                        .line(
                                ended.id()
                                        + ": "
                                        + ended.status()
                                        + (how.isEmpty() ? "" : ", " + how));
            }
            return ExitCode.OK.code();
        } catch (TimeoutException e) {
            throw new CommandException(ExitCode.LIMIT, "not all have " + state + " in time");
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted");
        }
    }

    /** One after the other: the last to end decides in any order. */
    private static List<Runner> waitFor(List<String> ids, Waiting waiting) throws IOException {
        List<Runner> ended = new ArrayList<>();
        for (String id : ids) {
            ended.add(waiting.untilEnded(id));
        }
        return ended;
    }

    private static RuntimeException failure(ExecutionException e) throws IOException {
        if (e.getCause() instanceof IOException failed) {
            throw failed;
        }
        return e.getCause() instanceof RuntimeException defect
                ? defect
                : new IllegalStateException(e.getCause());
    }
}
