package dev.stratavore.core.edge;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** Actors whose answers a test scripts, and whose nudges it gives. */
final class FakeActors implements Actors {
    private final Vertx vertx;
    private final Map<RunnerId, List<Watch>> watches = new ConcurrentHashMap<>();
    final LinkedBlockingQueue<Command<?>> asked = new LinkedBlockingQueue<>();

    /** Each ended watch, as it ends. */
    final LinkedBlockingQueue<RunnerId> unwatched = new LinkedBlockingQueue<>();

    volatile Function<ProjectCommand.Launch, Future<ProjectReply>> launch =
            _ -> Future.failedFuture("not scripted");
    volatile Function<RunnerCommand.AwaitStarted, Future<RunnerReply>> awaitStarted =
            _ -> now(RunnerStatus.RUNNING);
    volatile Function<RunnerCommand.Stop, Future<RunnerReply>> stop =
            _ -> now(RunnerStatus.STOPPING);

    volatile Function<RunnerCommand, Future<RunnerReply>> change =
            _ -> Future.failedFuture("not scripted");

    private record Watch(Context context, Runnable nudge) {}

    FakeActors(Vertx vertx) {
        this.vertx = vertx;
    }

    static Future<RunnerReply> now(RunnerStatus status) {
        return Future.succeededFuture(new RunnerReply.Now(status, 1));
    }

    static Future<RunnerReply> refused() {
        return Future.succeededFuture(
                new RunnerReply.Refused(RefusalKind.CONFLICT, "not now", "later"));
    }

    @Override
    public <R extends Reply> Future<R> ask(Command<R> command) {
        asked.add(command);
        Future<? extends Reply> reply =
                switch (command) {
                    case ProjectCommand.Launch c -> launch.apply(c);
                    case RunnerCommand.AwaitStarted c -> awaitStarted.apply(c);
                    case RunnerCommand.Stop c -> stop.apply(c);
                    case RunnerCommand.Pause c -> change.apply(c);
                    case RunnerCommand.Unpause c -> change.apply(c);
                    case RunnerCommand.Restart c -> change.apply(c);
                    default -> throw new AssertionError("the edge never says " + command);
                };
        return reply.map(command.replyType()::cast);
    }

    @Override
    public Runnable watch(RunnerId runner, Runnable nudge) {
        var watch = new Watch(vertx.getOrCreateContext(), nudge);
        var list = watches.computeIfAbsent(runner, _ -> new CopyOnWriteArrayList<>());
        list.add(watch);
        return () -> {
            if (list.remove(watch)) {
                unwatched.add(runner);
            }
        };
    }

    private final List<Consumer<ProjectKey>> ends = new CopyOnWriteArrayList<>();

    @Override
    public Runnable watchEnds(Consumer<ProjectKey> nudge) {
        var context = vertx.getOrCreateContext();
        Consumer<ProjectKey> there = key -> context.runOnContext(_ -> nudge.accept(key));
        ends.add(there);
        return () -> ends.remove(there);
    }

    @Override
    public void limitsChanged(ProjectKey project) {
        end(project);
    }

    /** A runner of the project has ended. */
    void end(ProjectKey project) {
        ends.forEach(each -> each.accept(project));
    }

    void nudge(RunnerId runner) {
        for (var watch : new ArrayList<>(watches.getOrDefault(runner, List.of()))) {
            watch.context().runOnContext(_ -> watch.nudge().run());
        }
    }

    int watching() {
        return watches.values().stream().mapToInt(List::size).sum();
    }
}
