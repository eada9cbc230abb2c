package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An actor that dies at any step of a launch and a stop leaves nothing half done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashPointsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterAll
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "BEFORE_ADOPT",
                "AFTER_RECORD",
                "AFTER_ADOPT",
                "BEFORE_ACKNOWLEDGE",
                "AFTER_ACKNOWLEDGE"
            })
    void aCrashAtTheFirstPassingIsMadeGood(Step step) {
        aWholeLifeWithACrashAt(step, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_SAVE,2",
        "AFTER_SAVE,2",
        "BEFORE_EFFECTS,2",
        "AFTER_EFFECTS,2",
        "BEFORE_SAVE,3",
        "AFTER_SAVE,3",
        "BEFORE_EFFECTS,3",
        "AFTER_EFFECTS,3"
    })
    void aCrashAtALaterPassingIsMadeGood(Step step, int passing) {
        aWholeLifeWithACrashAt(step, passing);
    }

    private void aWholeLifeWithACrashAt(Step crashing, int passing) {
        var passed = new AtomicInteger();
        try (var rig =
                new Rig(
                        vertx,
                        vertx,
                        (step, _) -> {
                            if (step == crashing && passed.incrementAndGet() == passing) {
                                throw new IllegalStateException("crash at " + step);
                            }
                        })) {
            var launch = rig.launch(rig.spec());
            var id = launch.runners().getFirst().id();
            assertThat(untilAnswered(rig, launch))
                    .isEqualTo(new ProjectReply.Launched(List.of(id)));
            Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.RUNNING));
            assertThat(rig.host.live()).hasSize(1);

            assertThat(untilAnswered(rig, rig.stop(id, false))).isInstanceOf(RunnerReply.Now.class);
            Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));

            Eventually.until(vertx, () -> passed.get() >= passing);
            assertThat(rig.host.started()).isEqualTo(1);
            assertThat(rig.host.live()).isEmpty();
            assertThat(rig.stores.eventsOf(id))
                    .containsExactly(
                            "runner.starting",
                            "runner.started",
                            "runner.stopping",
                            "runner.stopped");
            assertThat(rig.stores.alerts()).isEmpty();
        }
    }

    /** As a client does: an outcome that is unknown is asked for again with the same command id. */
    private static <R extends Reply> R untilAnswered(Rig rig, Command<R> command) {
        return Await.result(askAgain(rig, command));
    }

    private static <R extends Reply> Future<R> askAgain(Rig rig, Command<R> command) {
        return rig.actors
                .ask(command)
                .recover(cause ->
                        cause instanceof NoAnswer
                                ? askAgain(rig, command)
                                : Future.failedFuture(cause));
    }
}
