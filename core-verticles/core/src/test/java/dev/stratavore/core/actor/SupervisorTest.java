package dev.stratavore.core.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.fake.ManualTimers;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.wire.WireCodec;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SupervisorTest {
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final RunnerReply DONE = new RunnerReply.Now(RunnerStatus.RUNNING, 1);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CAPACITY = 3;

    private final Vertx vertx = Vertx.vertx();
    private final ManualTimers timers = new ManualTimers();
    private final AtomicInteger made = new AtomicInteger();
    private final Promise<Integer> escalated = Promise.promise();
    private final BusActors actors =
            new BusActors(vertx, new NodeId(new UUID(1, 1)), Duration.ofSeconds(10));
    private final ActorRuntime runtime =
            new ActorRuntime(
                    new ActorSettings(
                            CAPACITY,
                            3,
                            WINDOW,
                            Duration.ofSeconds(10),
                            PAUSE,
                            Duration.ofSeconds(5)),
                    timers,
                    InstantSource.system(),
                    new SequentialIds(0),
                    StepListener.NONE);
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<Integer> starts = new LinkedBlockingQueue<>();
    private final List<ChildSpec> specs = new ArrayList<>();
    private @Nullable Supervisor supervisor;

    @BeforeEach
    void supervise() {
        vertx.eventBus().registerCodec(new WireCodec());
        supervisor = result(onContext(() -> Deployer.of(vertx).map(this::supervisor)));
    }

    private Supervisor supervisor(Deployer deployer) {
        return new Supervisor(
                vertx, deployer, runtime, (_, failures, _) -> escalated.tryComplete(failures));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void aFailedActorIsMadeAnewAndItsCommandIsOfUnknownOutcome() {
        start(
                Future::succeededFuture,
                (command, asker) -> {
                    if (command.equals(poison())) {
                        throw new IllegalStateException("a bug");
                    }
                    asker.answer(DONE);
                    return Future.succeededFuture();
                });
        assertThat(result(ask())).isEqualTo(DONE);
        assertThat(failure(askHere(poison()))).isInstanceOf(NoAnswer.class);
        awaitStart(2);
        assertThat(result(ask())).isEqualTo(DONE);
    }

    @Test
    void aFutureThatFailsIsAFailureOfTheActorToo() {
        start(
                Future::succeededFuture,
                (_, _) -> Future.failedFuture(new IllegalStateException("a bug")));
        assertThat(failure(ask())).isInstanceOf(NoAnswer.class);
        awaitStart(2);
    }

    @Test
    void anActorThatFailsTooOftenStaysDownAndSaysSo() {
        start(
                Future::succeededFuture,
                (_, _) -> Future.failedFuture(new IllegalStateException("a bug")));
        for (int i = 0; i < 3; i++) {
            assertThat(failure(ask())).isInstanceOf(NoAnswer.class);
            awaitStart(i + 2);
        }
        assertThat(failure(ask())).isInstanceOf(NoAnswer.class);
        assertThat(result(escalated.future())).isEqualTo(4);
        assertThat(failure(up())).isInstanceOf(ActorDown.class);
        assertThat(result(ask()))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        refused -> {
                            assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE);
                            assertThat(refused.reason()).contains("down after 4 failures in 10 s");
                        });
        assertThat(made.get()).isEqualTo(4);
    }

    @Test
    void failuresLongAgoDoNotCount() {
        start(
                Future::succeededFuture,
                (_, _) -> Future.failedFuture(new IllegalStateException("a bug")));
        for (int i = 0; i < 6; i++) {
            assertThat(failure(ask())).isInstanceOf(NoAnswer.class);
            awaitStart(i + 2);
            timers.advance(WINDOW);
            result(onContext(Future::succeededFuture));
        }
        assertThat(escalated.future().isComplete()).isFalse();
    }

    @Test
    void aStartThatTheStoreDelaysIsTriedAgainAndCountsAsNoFailure() {
        var readings = new AtomicInteger();
        start(
                () ->
                        readings.incrementAndGet() < 7
                                ? Future.failedFuture(
                                        new StoreUnavailable("down", new RuntimeException()))
                                : Future.succeededFuture(),
                (_, asker) -> {
                    asker.answer(DONE);
                    return Future.succeededFuture();
                });
        assertThat(failure(up())).isInstanceOf(StoreUnavailable.class);
        var pause = PAUSE;
        for (int i = 0; i < 6; i++) {
            result(timers.whenArmed(pause));
            timers.advance(pause);
            awaitStart(i + 2);
            pause = pause.multipliedBy(2);
        }
        result(up());
        assertThat(result(ask())).isEqualTo(DONE);
        assertThat(escalated.future().isComplete()).isFalse();
    }

    @Test
    void aStartThatAlwaysFailsStaysDown() {
        start(
                () -> Future.failedFuture(new IllegalStateException("no such row")),
                (_, _) -> Future.succeededFuture());
        assertThat(result(escalated.future())).isEqualTo(4);
    }

    @Test
    void aFullMailboxRefusesAndKeepsItsOrder() {
        var first = Promise.<Void>promise();
        var begun = Promise.<Void>promise();
        var handled = new ArrayList<RunnerCommand>();
        start(
                Future::succeededFuture,
                (command, asker) -> {
                    handled.add(command);
                    asker.answer(DONE);
                    begun.tryComplete();
                    return first.future();
                });
        var asked = new ArrayList<Future<RunnerReply>>();
        asked.add(askHere(forgot(0)));
        result(begun.future());
        for (int i = 1; i <= CAPACITY + 2; i++) {
            asked.add(askHere(forgot(i)));
        }
        for (var refused : asked.subList(CAPACITY + 1, asked.size())) {
            assertThat(result(refused))
                    .isInstanceOfSatisfying(
                            RunnerReply.Refused.class,
                            reply -> assertThat(reply.kind()).isEqualTo(RefusalKind.LIMIT));
        }
        assertThat(asked.get(1).isComplete()).isFalse();
        first.complete();
        for (var answered : asked.subList(0, CAPACITY + 1)) {
            assertThat(result(answered)).isEqualTo(DONE);
        }
        assertThat(handled).containsExactly(forgot(0), forgot(1), forgot(2), forgot(3));
    }

    @Test
    void whatWaitedBehindAFailureWasNotBegun() {
        var gate = Promise.<Void>promise();
        var begun = Promise.<Void>promise();
        start(
                Future::succeededFuture,
                (command, asker) -> {
                    if (command.equals(forgot(0))) {
                        begun.complete();
                        return gate.future();
                    }
                    asker.answer(DONE);
                    return Future.succeededFuture();
                });
        var poison = askHere(forgot(0));
        result(begun.future());
        var behind = askHere(forgot(1));
        gate.fail(new IllegalStateException("a bug"));
        assertThat(failure(poison)).isInstanceOf(NoAnswer.class);
        assertThat(result(behind))
                .isInstanceOfSatisfying(
                        RunnerReply.Refused.class,
                        reply -> assertThat(reply.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
    }

    private void start(
            Supplier<Future<Void>> recovery,
            BiFunction<RunnerCommand, Asker<RunnerReply>, Future<Void>> handler) {
        var spec =
                new ChildSpec(
                        ActorAddress.of(ID),
                        () -> {
                            starts.add(made.incrementAndGet());
                            return new TestActor(ActorAddress.of(ID), runtime, recovery, handler);
                        });
        specs.add(spec);
        var _ = up();
        awaitStart(1);
    }

    /** Waits until the instance of that number is made, and then until it is up. */
    private void awaitStart(int number) {
        try {
            assertThat(starts.poll(20, TimeUnit.SECONDS)).isEqualTo(number);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var _ = failure(up());
    }

    private Future<Void> up() {
        return onContext(() -> Objects.requireNonNull(supervisor).ensure(specs.getFirst()));
    }

    private Future<RunnerReply> ask() {
        return up().compose(_ -> askHere(forgot(0)), _ -> askHere(forgot(0)));
    }

    private Future<RunnerReply> askHere(RunnerCommand command) {
        return actors.askHere(command)
                .map(reply -> reply.orElseGet(() -> Refusals.nobodyAnswers(command)));
    }

    private static RunnerCommand poison() {
        return forgot(13);
    }

    private static RunnerCommand forgot(long fence) {
        return new RunnerCommand.HostForgot(ID, fence);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(promise::complete, promise::fail));
        return promise.future();
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Throwable failure(Future<?> future) {
        return result(future.transform(done -> Future.succeededFuture(done.cause())));
    }
}
