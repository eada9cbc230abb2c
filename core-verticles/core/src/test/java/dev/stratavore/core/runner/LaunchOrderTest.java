package dev.stratavore.core.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.actor.ActorSettings;
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
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose environment is kept, and how long. */
final class LaunchOrderTest {
    private final SequentialIds ids = new SequentialIds(0);
    private final RunnerId id = ids.runnerId();
    private final LaunchOrder order = LaunchOrder.of(spec(id));
    private final RunnerEffects effects = new RunnerEffects(new Idle(), parts(), order);

    @Test
    void theEnvironmentIsKeptUntilTheStartIsOver() {
        effects.entered(RunnerStatus.STARTING);
        assertThat(order.spec()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = RunnerStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STARTING"})
    void theEnvironmentIsForgottenWhenTheStartIsOver(RunnerStatus status) {
        effects.entered(status);
        assertThat(order.spec()).isEmpty();
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
                new FakeTerminalHost(),
                new FakeDriverCatalog(),
                ProjectFiles.NONE,
                RunnerSettings.DEFAULTS,
                PlaceLimits.of(5));
    }

    private static RunnerSpec spec(RunnerId id) {
        return new RunnerSpec(
                id,
                Optional.empty(),
                "shell",
                List.of("/bin/sh"),
                "/srv/site",
                Map.of("API_KEY", "s3cret"),
                Map.of(),
                Optional.empty(),
                List.of(),
                80,
                24);
    }

    /** An actor that does nothing. */
    private final class Idle implements RunnerEffects.Owner {
        @Override
        public void tell(RunnerCommand fact) {}

        @Override
        public Duration until(Instant then) {
            return Duration.ZERO;
        }

        @Override
        public void later(Duration delay, Supplier<Future<Void>> turn) {}

        @Override
        public <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn) {}

        @Override
        public Runnable watchPlaces(Consumer<ProjectKey> nudge) {
            return () -> {};
        }

        @Override
        public void at(Step step) {}

        @Override
        public RunnerState state() {
            return RunnerMachine.begin(id, new RunnerEvent.Starting(1, 1), 1, RestartPolicy.NEVER);
        }

        @Override
        public void launchGivenUp() {}

        @Override
        public void goWhenQuiet(Duration linger) {}
    }
}
