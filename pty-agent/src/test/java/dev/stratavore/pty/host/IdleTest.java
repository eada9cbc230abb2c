package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.RunnerRef;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdleTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final Duration IDLE = Duration.ofMillis(300);

    @TempDir Path directory;

    @Test
    void itEndsByItselfWhenNobodyNeedsIt() {
        try (HostUnderTest host = host()) {
            assertThat(host.endsWithin(Duration.ofSeconds(20))).isTrue();
            assertThat(host.log()).contains("event=idle-exit");
        }
    }

    @Test
    void aDaemonKeepsItAndARunnerKeepsIt() {
        try (HostUnderTest host = host()) {
            try (ControlClient control = host.control()) {
                assertThat(host.endsWithin(IDLE.multipliedBy(3))).isFalse();
                control.launch(REF, "exec sleep 60");
            }
            assertThat(host.endsWithin(IDLE.multipliedBy(3))).isFalse();
            try (ControlClient control = host.control()) {
                control.stop(REF, 0, true);
            }
            assertThat(host.endsWithin(Duration.ofSeconds(20))).isTrue();
        }
    }

    private HostUnderTest host() {
        return new HostUnderTest(directory, new HostConfig.Patience(IDLE, Duration.ofSeconds(10)));
    }
}
