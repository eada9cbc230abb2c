package dev.stratavore.supervisor.sim;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The pty host as a daemon reaches it. */
final class HostPort implements TerminalHost {
    private final Line line;
    private final Terminals terminals;

    HostPort(Line line, Terminals terminals) {
        this.line = line;
        this.terminals = terminals;
    }

    @Override
    public Future<Launched> launch(RunnerSpec spec, int attempt, long fence) {
        return line.call(() -> terminals.launch(spec, attempt, fence));
    }

    @Override
    public Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        return line.call(() -> terminals.stop(runner, fence, force, graceMillis));
    }

    @Override
    public Future<Frozen> freeze(RunnerId runner, long fence, boolean frozen) {
        return line.call(() -> terminals.freeze(runner, fence, frozen));
    }

    @Override
    public Future<Optional<String>> screen(RunnerId runner, boolean ansi) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Integer> detachAll(RunnerId runner) {
        return Future.succeededFuture(0);
    }

    @Override
    public Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis) {
        return Future.failedFuture("no output here");
    }

    @Override
    public Future<Void> forget(RunnerId runner) {
        return Future.succeededFuture();
    }

    @Override
    public String attachSocket() {
        return "/run/sim/host.sock";
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }
}
