package dev.stratavore.core.edge;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;

/** A pty host that answers what a test tells it to. */
final class FakeHost implements TerminalHost {
    /** What a reader of output asked for. */
    record OutputAsked(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tail,
            long since) {}

    final LinkedBlockingQueue<OutputAsked> outputs = new LinkedBlockingQueue<>();
    volatile Future<Optional<String>> screen = Future.succeededFuture(Optional.of("$ "));
    volatile Future<Integer> detached = Future.succeededFuture(2);
    volatile Future<Output> output = Future.failedFuture("not scripted");

    @Override
    public Future<Launched> launch(RunnerSpec spec, int attempt, long fence) {
        throw new UnsupportedOperationException("actors launch");
    }

    @Override
    public Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        throw new UnsupportedOperationException("actors stop");
    }

    @Override
    public Future<Frozen> freeze(RunnerId runner, long fence, boolean frozen) {
        throw new UnsupportedOperationException("actors freeze");
    }

    @Override
    public Future<Optional<String>> screen(RunnerId runner, boolean ansi) {
        return screen;
    }

    @Override
    public Future<Integer> detachAll(RunnerId runner) {
        return detached;
    }

    @Override
    public Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis) {
        outputs.add(new OutputAsked(runner, attempt, raw, follow, tailLines, sinceMillis));
        return output;
    }

    volatile Future<Void> forgetting = Future.succeededFuture();
    final LinkedBlockingQueue<RunnerId> forgotten = new LinkedBlockingQueue<>();

    @Override
    public Future<Void> forget(RunnerId runner) {
        forgotten.add(runner);
        return forgetting;
    }

    @Override
    public String attachSocket() {
        return "/run/pty.sock";
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(77);
    }
}
