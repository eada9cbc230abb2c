package dev.stratavore.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What belongs to one crash loop, and how long its pauses are. */
final class CrashLoopTest {
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final ExitStatus CRASH = new ExitStatus.Code(3);
    private static final Duration STEADY = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-11-24T06:00:00Z");
    private RunnerState state = RunnerMachine.begin(ID, new RunnerEvent.Starting(1, 1), 1, most(2));

    private static RestartPolicy most(int most) {
        return new RestartPolicy(most);
    }

    private void take(RunnerCommand command) {
        var decision = RunnerMachine.decide(state, command, new Moment(now, state.fence() + 1));
        state = RunnerMachine.evolve(state, decision.event().orElseThrow(), now);
    }

    /** It starts and crashes; how long the pause before its restart is. */
    private Duration crashAfter(Duration run) {
        take(new RunnerCommand.HostStarted(ID, state.fence(), 100, 5));
        now = now.plus(run);
        take(new RunnerCommand.HostExited(ID, state.fence(), CRASH));
        return Duration.between(now, state.restarts().dueAt().orElse(now));
    }

    private void restartDue() {
        now = state.restarts().dueAt().orElseThrow();
        take(new RunnerCommand.RestartDue(ID, state.fence(), state.version()));
        assertThat(state.status()).isEqualTo(RunnerStatus.STARTING);
    }

    @Test
    void anAttemptThatRanForAWhileIsNoPartOfTheLoop() {
        assertThat(crashAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        restartDue();
        assertThat(crashAfter(STEADY)).isEqualTo(Duration.ofSeconds(1));
        assertThat(state.restarts().inARow()).isEqualTo(1);
        restartDue();
        assertThat(crashAfter(STEADY.minusMillis(1))).isEqualTo(Duration.ofSeconds(2));
        restartDue();
        assertThat(crashAfter(Duration.ZERO)).as("none is left").isZero();
        assertThat(state.reason()).contains("exit code 3; restarted 2 times in a row, given up");
    }

    @Test
    void whoStartsItAgainBeginsTheCountAnew() {
        for (int i = 0; i < 2; i++) {
            crashAfter(Duration.ZERO);
            restartDue();
        }
        assertThat(crashAfter(Duration.ZERO)).isZero();
        var meta = new CommandMeta(new UUID(0, 1), "digest", Principal.SYSTEM, "trace");
        take(new RunnerCommand.Restart(ID, meta, Map.of()));
        assertThat(crashAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void thePauseDoublesUpToItsLongest() {
        state = RunnerMachine.begin(ID, new RunnerEvent.Starting(1, 1), 1, most(20));
        var pause = Duration.ofSeconds(1);
        for (int i = 0; i < 20; i++) {
            assertThat(crashAfter(Duration.ZERO)).isEqualTo(pause);
            restartDue();
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        }
    }
}
