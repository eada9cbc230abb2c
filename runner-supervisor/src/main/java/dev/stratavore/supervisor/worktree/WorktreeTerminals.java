package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.Worktree;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Terminals whose runners have their worktrees made before they start. A stop that comes while one
 * is made waits for that and forbids the start. Thread-safe.
 */
public final class WorktreeTerminals implements TerminalHost {
    private final TreeWorkers workers;
    private final TerminalHost host;
    private final RunnerWorktrees trees;
    private final Map<RunnerId, Making> making = new ConcurrentHashMap<>();

    /** A tree that is being made for an attempt. */
    private static final class Making {
        private final long fence;
        private final Promise<Void> over = Promise.promise();
        private boolean stopped;
        private boolean started;

        private Making(long fence) {
            this.fence = fence;
        }

        private synchronized boolean mayStart() {
            started = !stopped;
            return started;
        }

        private synchronized void stop() {
            stopped = !started;
        }
    }

    /** Those of this host; the workers stay the caller's to close. */
    public WorktreeTerminals(TreeWorkers workers, TerminalHost host, RunnerWorktrees trees) {
        this.workers = workers;
        this.host = host;
        this.trees = trees;
    }

    @Override
    public Future<Launched> launch(RunnerSpec spec, int attempt, long fence) {
        Optional<Worktree.Place> place = spec.options().worktree().flatMap(Worktree::place);
        if (place.isEmpty()) {
            return host.launch(spec, attempt, fence);
        }
        var mine = new Making(fence);
        Making before = making.putIfAbsent(spec.id(), mine);
        if (before != null) {
            return before.over.future().compose(_ -> launch(spec, attempt, fence));
        }
        return made(place.get())
                .compose(problem -> {
                    if (problem.isPresent()) {
                        return refused("the worktree could not be made: " + problem.get());
                    }
                    return mine.mayStart()
                            ? host.launch(spec, attempt, fence)
                            : refused("stopped before its start");
                })
                .onComplete(_ -> {
                    making.remove(spec.id(), mine);
                    mine.over.complete();
                });
    }

    /** Why it could not be, if so. */
    private Future<Optional<String>> made(Worktree.Place place) {
        return workers.run(
                        () -> {
                            trees.make(place);
                            return Optional.<String>empty();
                        })
                .otherwise(failure -> Optional.of(String.valueOf(failure.getMessage())));
    }

    private static Future<Launched> refused(String reason) {
        return Future.succeededFuture(new Launched.Refused(reason));
    }

    @Override
    public Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        Making now = making.get(runner);
        if (now == null || now.fence != fence) {
            return host.stop(runner, fence, force, graceMillis);
        }
        now.stop();
        return now.over.future().compose(_ -> host.stop(runner, fence, force, graceMillis));
    }

    @Override
    public Future<Frozen> freeze(RunnerId runner, long fence, boolean frozen) {
        return host.freeze(runner, fence, frozen);
    }

    @Override
    public Future<Optional<String>> screen(RunnerId runner, boolean ansi) {
        return host.screen(runner, ansi);
    }

    @Override
    public Future<Integer> detachAll(RunnerId runner) {
        return host.detachAll(runner);
    }

    @Override
    public Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis) {
        return host.output(runner, attempt, raw, follow, tailLines, sinceMillis);
    }

    @Override
    public Future<Void> forget(RunnerId runner) {
        return host.forget(runner);
    }

    @Override
    public String attachSocket() {
        return host.attachSocket();
    }

    @Override
    public OptionalLong pid() {
        return host.pid();
    }
}
