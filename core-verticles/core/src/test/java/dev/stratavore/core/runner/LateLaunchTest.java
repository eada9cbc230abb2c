package dev.stratavore.core.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.machine.Effect;
import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.fake.FakeDriverCatalog;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.port.fake.ManualTimers;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an unanswered launch does once a later attempt has begun. */
final class LateLaunchTest {
    private final SequentialIds ids = new SequentialIds(0);
    private final RunnerId id = ids.runnerId();
    private final FakeTerminalHost host = new FakeTerminalHost();
    private final LaunchOrder order = LaunchOrder.of(spec());
    private final Scripted owner = new Scripted();
    private final RunnerEffects effects = new RunnerEffects(owner, parts(), order);

    @Test
    void aLaterTryOfTheSameAttemptLaunchesIt() {
        launchUnanswered();
        owner.nextTurn();
        assertThat(host.live()).hasSize(1);
    }

    @Test
    void aLaterTryLeavesALaterAttemptAlone() {
        launchUnanswered();
        laterAttempt();
        owner.nextTurn();
        assertThat(host.live()).isEmpty();
        assertThat(order.spec()).isPresent();
        assertThat(owner.givenUp).isZero();
    }

    @Test
    void aLateFailureLeavesALaterAttemptAlone() {
        owner.holding = true;
        launchUnanswered();
        laterAttempt();
        owner.nextTurn();
        assertThat(order.spec()).isPresent();
        assertThat(owner.givenUp).isZero();
    }

    private void launchUnanswered() {
        host.beUnreachable(1);
        effects.carryOut(List.of(new Effect.LaunchTerminal(1, 1)));
        assertThat(host.live()).isEmpty();
    }

    private void laterAttempt() {
        owner.fence = 2;
        effects.owe(spec());
    }

    private RunnerParts parts() {
        var runtime =
                new ActorRuntime(
                        ActorSettings.DEFAULTS,
                        new ManualTimers(),
                        InstantSource.system(),
                        ids,
                        StepListener.NONE);
        var stores = new MemoryStores(ids::uuid).stores();
        return new RunnerParts(
                runtime,
                stores.runners(),
                stores.projects(),
                host,
                new FakeDriverCatalog(),
                ProjectFiles.NONE,
                RunnerSettings.DEFAULTS,
                PlaceLimits.of(5));
    }

    private RunnerSpec spec() {
        return new RunnerSpec(
                id,
                Optional.empty(),
                "shell",
                List.of("/bin/sh"),
                "/srv/site",
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                80,
                24);
    }

    /** An actor that is starting, whose turns the test takes. */
    private final class Scripted implements RunnerEffects.Owner {
        private final Queue<Supplier<Future<Void>>> turns = new ArrayDeque<>();
        private long fence = 1;
        private boolean holding;
        private int givenUp;

        void nextTurn() {
            assertThat(turns.remove().get().succeeded()).isTrue();
        }

        @Override
        public void tell(RunnerCommand fact) {}

        @Override
        public Duration until(Instant then) {
            return Duration.ZERO;
        }

        @Override
        public void later(Duration delay, Supplier<Future<Void>> turn) {
            turns.add(turn);
        }

        @Override
        public <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn) {
            if (holding) {
                turns.add(() -> turn.apply(future));
            } else {
                assertThat(turn.apply(future).succeeded()).isTrue();
            }
        }

        @Override
        public Runnable watchPlaces(Consumer<ProjectKey> nudge) {
            return () -> {};
        }

        @Override
        public void at(Step step) {}

        @Override
        public RunnerState state() {
            var starting = new RunnerEvent.Starting((int) fence, fence);
            return RunnerMachine.begin(id, starting, 1, RestartPolicy.NEVER);
        }

        @Override
        public void launchGivenUp() {
            givenUp++;
        }

        @Override
        public void goWhenQuiet(Duration linger) {}
    }
}
