package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import io.vertx.core.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** An actor that does what a test says, and knows how often it was made. */
final class TestActor extends Actor<RunnerReply, RunnerCommand> {
    private final Supplier<Future<Void>> recovery;
    private final BiFunction<RunnerCommand, Asker<RunnerReply>, Future<Void>> handler;

    TestActor(
            String address,
            ActorRuntime runtime,
            Supplier<Future<Void>> recovery,
            BiFunction<RunnerCommand, Asker<RunnerReply>, Future<Void>> handler) {
        super(address, RunnerCommand.class, runtime);
        this.recovery = recovery;
        this.handler = handler;
    }

    @Override
    protected Future<Void> recover() {
        return recovery.get();
    }

    @Override
    protected Future<Void> begin() {
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> receive(RunnerCommand command, Asker<RunnerReply> asker) {
        return handler.apply(command, asker);
    }
}
