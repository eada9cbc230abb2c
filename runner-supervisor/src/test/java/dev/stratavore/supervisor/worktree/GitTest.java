package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path home;
    @TempDir Path temporary;

    private Git git(Duration patience) {
        return new Git(Repository.environment(home), temporary, patience);
    }

    private static void end(Path pid) throws IOException {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatOutlivesGitWithItsOutputHoldsNobody() throws IOException {
        var git = git(LONG);
        Path pid = home.resolve("pid");
        var alias = "alias.leave=!sleep 600 & echo $! > '" + pid + "'; echo bye; echo oh >&2";
        try {
            assertThat(git.run(home, "-c", alias, "leave"))
                    .isEqualTo(new Git.Result(0, "bye\n", "oh\n"));
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isPresent();
        } finally {
            end(pid);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatACommandReadsComesWhole() throws IOException {
        var git = git(LONG);
        byte[] much = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(git.run(home, much, "-c", "alias.count=!wc -c", "count").text())
                .isEqualTo("200000");
        // One that ends without reading any of it.
        assertThat(git.run(home, much, "--version").ok()).isTrue();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> git(SHORT).run(home, "-c", "alias.wait=!sleep 600", "wait"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("git did not end within");
        assertThat(temporary).isEmptyDirectory();
    }
}
