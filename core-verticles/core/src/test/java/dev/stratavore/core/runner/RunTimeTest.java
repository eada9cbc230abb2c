package dev.stratavore.core.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class RunTimeTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");
    private static final Duration MOST = Duration.ofHours(2);
    private static final RunnerId ID = RunnerId.ofBits(1);

    /** An actor that notes what is armed, and can let it come due. */
    private static final class Owner implements RunnerEffects.Owner {
        final List<Duration> delays = new ArrayList<>();
        final List<Supplier<Future<Void>>> turns = new ArrayList<>();
        final List<RunnerCommand> told = new ArrayList<>();

        @Override
        public void tell(RunnerCommand fact) {
            told.add(fact);
        }

        @Override
        public void later(Duration delay, Supplier<Future<Void>> turn) {
            delays.add(delay);
            turns.add(turn);
        }

        @Override
        public Duration until(Instant then) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable watchPlaces(Consumer<ProjectKey> nudge) {
            return () -> {};
        }

        @Override
        public void at(Step step) {}

        @Override
        public RunnerState state() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void launchGivenUp() {}

        @Override
        public void goWhenQuiet(Duration linger) {}
    }

    private final Owner owner = new Owner();
    private Instant now = START;
    private final RunTime time = new RunTime(owner, () -> now);

    private static RunnerRow row(RunnerStatus status, long fence, OptionalLong most) {
        return new RunnerRow(
                ID,
                new ProjectKey(1),
                new ProjectName("site"),
                Optional.empty(),
                "shell",
                status,
                3,
                new RunnerRow.Attempt(
                        1,
                        fence,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        status == RunnerStatus.STARTING ? Optional.empty() : Optional.of(START),
                        Optional.empty()),
                new NodeId(new UUID(1, 1)),
                "here",
                new Principal("uid:1000"),
                START,
                "/srv/site",
                List.of("/bin/sh"),
                List.of(),
                Optional.empty(),
                List.of(),
                RunnerRow.Restarts.NEVER,
                Optional.empty(),
                most);
    }

    private static RunnerRow running(long fence) {
        return row(RunnerStatus.RUNNING, fence, OptionalLong.of(MOST.toMillis()));
    }

    @Test
    void theWholeTimeCountsFromTheStart() {
        time.watch(running(7));
        assertThat(owner.delays).containsExactly(MOST);
        var _ = owner.turns.getFirst().get();
        assertThat(owner.told)
                .containsExactly(new RunnerCommand.MustEnd(ID, 7, "stopped after its 2 h"));
    }

    @Test
    void whoComesLaterArmsWhatIsLeft() {
        now = START.plus(Duration.ofMinutes(90));
        time.watch(row(RunnerStatus.PAUSED, 7, OptionalLong.of(MOST.toMillis())));
        assertThat(owner.delays).containsExactly(Duration.ofMinutes(30));
    }

    @Test
    void timeThatIsOverEndsItAtOnce() {
        now = START.plus(Duration.ofDays(3));
        time.watch(running(7));
        assertThat(owner.delays).containsExactly(Duration.ZERO);
    }

    @Test
    void aClockThatWasSetBackGrantsTheWholeTimeAtMost() {
        now = START.minus(Duration.ofDays(3));
        time.watch(running(7));
        assertThat(owner.delays).containsExactly(MOST);
        // Set further back while it runs: what is armed stays armed.
        now = START.minus(Duration.ofDays(9));
        time.watch(running(7));
        assertThat(owner.delays).hasSize(1);
    }

    @Test
    void eachAttemptHasItsOwnTime() {
        time.watch(running(7));
        time.watch(row(RunnerStatus.STARTING, 8, OptionalLong.of(MOST.toMillis())));
        time.watch(running(8));
        assertThat(owner.delays).containsExactly(MOST, MOST);
    }

    @Test
    void whatHasNoLimitOrDoesNotRunIsNotTimed() {
        time.watch(row(RunnerStatus.RUNNING, 7, OptionalLong.empty()));
        for (var status :
                List.of(RunnerStatus.STOPPING, RunnerStatus.TERMINATED, RunnerStatus.FAILED)) {
            time.watch(row(status, 7, OptionalLong.of(1)));
        }
        assertThat(owner.delays).isEmpty();
    }

    @Test
    void timesAreSaidAsPeopleSayThem() {
        assertThat(RunTime.inWords(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
        assertThat(RunTime.inWords(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(RunTime.inWords(Duration.ofDays(2))).isEqualTo("2 d");
        assertThat(RunTime.inWords(Duration.ofMillis(1_500))).isEqualTo("1 s 500 ms");
    }
}
