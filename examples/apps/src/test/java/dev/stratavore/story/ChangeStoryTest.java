package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A runner is paused, goes on, and is started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangeStoryTest {
    private final AtomicInteger files = new AtomicInteger();
    private UserHome user;
    private Path file;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        user.project("work");
    }

    @BeforeEach
    void nothingIsWritten() {
        file = user.path().resolve("written-" + files.incrementAndGet());
    }

    @AfterEach
    void endRunners() {
        user.endRunners();
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    @Test
    void aPausedTreeStandsStillAlsoWhenItsDaemonIsKilled() throws IOException {
        var id =
                shell(
                        List.of(),
                        "setsid sh -c 'while :; do echo x >> "
                                + file
                                + "; sleep 0.01; done' & wait");
        Await.until("it writes", UserHome.SOON, () -> lines(file) > 0);

        assertThat(user.ok("pause", id)).isEqualTo(id + ": now paused");
        assertThat(user.field(id, "status")).isEqualTo("paused");
        int written = lines(file);
        user.killDaemon();
        assertThat(user.ok("status")).contains("paused");
        assertThat(user.field(id, "status")).isEqualTo("paused");
        assertThat(lines(file)).as("nothing is written while it is paused").isEqualTo(written);

        assertThat(user.ok("unpause", id)).isEqualTo(id + ": now running");
        Await.until("it writes again", UserHome.SOON, () -> lines(file) > written);
        assertThat(user.ok("pause", id)).contains("now paused");
        assertThat(user.ok("kill", id)).contains(id);
        assertThat(user.runnerProcesses()).isEmpty();
        refused(user.run("pause", id), "terminated");
    }

    @Test
    void aRestartHasTheSecretsOfTheFirstStart() throws IOException {
        user.export("API_KEY", "first-secret");
        var id = shell(List.of(), "echo \"$API_KEY\" >> " + file + "; exec sleep 1000");
        Await.until("it writes", UserHome.SOON, () -> lines(file) == 1);
        var pid = user.field(id, "pid");

        user.export("API_KEY", "another");
        assertThat(user.ok("restart", id)).isEqualTo(id + ": running as attempt 2");
        assertThat(user.field(id, "pid")).isNotEqualTo(pid);
        Await.until("it writes", UserHome.SOON, () -> lines(file) == 2);
        assertThat(Files.readAllLines(file)).containsOnly("first-secret");

        ProcessTree.signal(user.host(), "KILL");
        Await.until("it failed", UserHome.SOON, () -> user.field(id, "status").equals("failed"));
        assertThat(user.field(id, "reason")).isEqualTo("pty host lost");
        user.ok("restart", id);
        Await.until("it writes", UserHome.SOON, () -> lines(file) == 3);
        assertThat(Files.readAllLines(file).getLast())
                .as("nobody remembers the first value")
                .isEqualTo("another");
        user.ok("kill", id);
    }

    @Test
    void aCrashLoopEndsWithItsCount() throws IOException {
        var id = shell(List.of("--restarts", "1"), "echo x >> " + file + "; exit 3");
        Await.until(
                "it was given up",
                UserHome.SOON,
                () -> user.field(id, "reason").contains("given up"));
        assertThat(lines(file)).isEqualTo(2);
        assertThat(user.field(id, "reason"))
                .isEqualTo("exit code 3; restarted once in a row, given up");
        assertThat(user.field(id, "attempt")).isEqualTo("2");
    }

    @Test
    void aCrashLoopEndsWhenItIsToldTo() throws IOException {
        var one = shell(List.of("--restarts", "50"), "exit 3");
        var other = shell(List.of("--restarts", "50"), "exit 3");
        for (var id : List.of(one, other)) {
            Await.until("a restart is due", UserHome.SOON, () -> isOwed(id));
        }

        assertThat(user.ok("kill", one)).contains(one);
        assertOver(one);
        user.ok("daemon", "stop", "--all", "--yes");
        user.ok("daemon", "start");
        assertOver(other);
    }

    private boolean isOwed(String id) {
        return user.field(id, "restart_at").contains("T");
    }

    /** However far the loop was when it was told. */
    private void assertOver(String id) {
        assertThat(user.field(id, "status")).isIn("failed", "terminated");
        assertThat(isOwed(id)).as("whether it begins again").isFalse();
    }

    private String shell(List<String> options, String script) {
        var words =
                new ArrayList<>(
                        List.of("launch", "work", "--new", "--agent", "shell", "--no-attach"));
        words.addAll(options);
        words.addAll(List.of("--", "-c", script));
        return user.ok(words.toArray(String[]::new));
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(Shells.Result result, String why) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains(why);
    }
}
