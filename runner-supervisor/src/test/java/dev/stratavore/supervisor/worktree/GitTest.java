package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Git ends in time, whatever it starts. */
@Timeout(60)
final class GitTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir Path home;

    private static void end(Path pid) throws IOException {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatOutlivesGitWithItsOutputHoldsNobody() throws IOException {
        var git = new Git(Repository.environment(home), SHORT);
        Path pid = home.resolve("pid");
        var alias = "alias.leave=!sleep 600 & echo $! > '" + pid + "'";
        try {
            assertThatThrownBy(() -> git.run(home, "-c", alias, "leave"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("git left something running that holds its output");
        } finally {
            end(pid);
        }
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() {
        var git = new Git(Repository.environment(home), SHORT);
        assertThatThrownBy(() -> git.run(home, "-c", "alias.wait=!sleep 600", "wait"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("git did not end within");
    }
}
