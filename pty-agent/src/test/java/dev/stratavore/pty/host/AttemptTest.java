package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.ProcessIdentity;
import org.junit.jupiter.api.Test;

final class AttemptTest {
    private static final ExitStatus KILLED = new ExitStatus.Signaled(9);

    private final Attempt attempt =
            new Attempt(TestRunners.attempt("runner-a", 1), 7, new ProcessIdentity(4711, 99, 0));

    @Test
    void anEndIsNotToldBeforeItsCauseIsKnown() {
        attempt.frozen(true);
        attempt.ended(KILLED, new OutputSpan(0, 5));
        assertThat(attempt.alive()).isFalse();
        assertThat(attempt.status().alive()).isTrue();
        assertThat(attempt.status().frozen()).isTrue();
        assertThat(attempt.status().output().end()).isEqualTo(5);

        attempt.settled(ExitCause.OUT_OF_MEMORY);
        assertThat(attempt.status().exit()).isEqualTo(KILLED);
        assertThat(attempt.status().cause()).isEqualTo(ExitCause.OUT_OF_MEMORY);
        assertThat(attempt.status().frozen()).isFalse();
        assertThat(attempt.status().presence().cgroup()).isEqualTo(CgroupKind.NONE);
    }
}
