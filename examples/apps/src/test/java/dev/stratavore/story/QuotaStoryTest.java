package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits hold, are lowered by the project's file, and are lifted by nobody but god mode. */
@Tag("all")
final class QuotaStoryTest {
    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
        user.project("work", "--max-runners", "1");
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    private static String[] launch(List<String> before, String... options) {
        var words = new ArrayList<>(before);
        words.addAll(List.of("launch", "work", "--new", "--agent", "shell", "--no-attach"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-c", "exec sleep 1000"));
        return words.toArray(String[]::new);
    }

    @Test
    void aFullProjectRefusesGodDoesNotAndNobodyLowersTheLimitBelowWhatLives() {
        user.ok(launch(List.of()));
        var refused = user.run(launch(List.of()));
        assertThat(refused.exitCode()).isEqualTo(75);
        assertThat(refused.stderr()).contains("1 of 1 runners of work are live");

        var god = user.run(launch(List.of("--god")));
        assertThat(god.exitCode()).isZero();
        assertThat(god.stderr()).contains("GOD MODE");
        var below = user.run("quotas", "set", "work", "max_concurrent_runners", "1");
        assertThat(below.exitCode()).isEqualTo(1);
        assertThat(below.stderr()).contains("2 runners of work are live");
        assertThat(user.ok("quotas", "set", "work", "max_concurrent_runners", "default"))
                .isEqualTo("work: max_concurrent_runners is 5 (default)");
        assertThat(user.run("quotas", "set", "work", "max", "3").stderr())
                .contains("max_concurrent_runners, max_memory_mb, max_cpu_percent");
        user.ok("--god", "kill", "all");
        assertThat(user.ok("runners", "-q")).isEmpty();
    }

    @Test
    void aFileLowersALimitAndARaiseIsIgnored() throws IOException {
        var file = user.folder("work").resolve(".stratavore.yaml");
        user.ok("quotas", "set", "work", "max_concurrent_runners", "3");
        Files.writeString(file, "quotas: {max_concurrent_runners: 9, max_memory_mb: 2048}\n");
        var raised = user.run(launch(List.of()));
        assertThat(raised.exitCode()).isZero();
        assertThat(raised.stderr()).contains("would raise the limit from 3 to 9: ignored");

        Files.writeString(file, "quotas: {max_concurrent_runners: 1}\n");
        assertThat(user.run(launch(List.of())).exitCode()).isEqualTo(75);
        assertThat(user.ok("quotas", "--project", "work")).contains("file", "lowered by " + file);

        Files.writeString(file, "quotas:\n  max_runners: 1\n");
        var malformed = user.run(launch(List.of()));
        assertThat(malformed.exitCode()).isEqualTo(78);
        assertThat(malformed.stderr()).contains(file + ":2: quotas.max_runners: unknown key");
        user.ok("kill", "--project", "work");
    }

    @Test
    void aRunnerEndsAfterItsTimeAlsoWhenItsDaemonIsKilled() {
        var time = Duration.ofSeconds(15);
        var id = user.ok(launch(List.of(), "--max-time", time.toSeconds() + "s"));
        long pid = Long.parseLong(user.field(id, "pid"));
        user.killDaemon();
        assertThat(user.runnerProcesses()).contains(pid);
        // The first command after the kill starts the next daemon.
        Await.until(
                "it ended", UserHome.START, () -> user.field(id, "status").equals("terminated"));
        assertThat(user.field(id, "reason")).isEqualTo("stopped after its 15 s");
        var started = Instant.parse(user.field(id, "started_at"));
        assertThat(Instant.parse(user.field(id, "ended_at"))).isAfterOrEqualTo(started.plus(time));
        assertThat(user.runnerProcesses()).isEmpty();
    }

    @Test
    void aLaunchThatWaitsGetsThePlaceThatBecomesFree() throws IOException, InterruptedException {
        var first = user.ok(launch(List.of()));
        var late = user.run(launch(List.of(), "--wait-slot", "--timeout", "1s"));
        assertThat(late.exitCode()).isEqualTo(75);

        var said = user.path().resolve("said");
        var waiting = user.start(said, launch(List.of(), "--wait-slot"));
        Await.until("it waits", UserHome.SOON, () -> said(said).contains("next in line"));
        user.ok("kill", first);
        assertThat(
                        waiting.waitFor(
                                UserHome.SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(waiting.exitValue()).isZero();
        assertThat(user.ok("runners", "-q")).isEqualTo(said(said).lines().toList().getLast());
        user.ok("kill", "--project", "work");
    }

    @Test
    void theNextSlotIsForTheRestartThatWaitsAndItsNameToo() throws IOException {
        var home = user.path();
        var script =
                "if [ -e mark ]; then exec sleep 1000; fi; touch mark; mkfifo go; echo first; read"
                        + " x < go; exit 3";
        var id =
                user.ok(
                        "launch",
                        "work",
                        "--new",
                        "--agent",
                        "shell",
                        "--no-attach",
                        "--name",
                        "night",
                        "--restarts",
                        "1",
                        "--",
                        "-c",
                        "cd " + home + "; " + script);
        Await.until("it began", UserHome.SOON, () -> user.ok("logs", id).contains("first"));
        var other = user.ok(launch(List.of("--god")));
        Files.writeString(home.resolve("go"), "\n");
        Await.until(
                "it waits",
                UserHome.SOON,
                () -> user.ok("runners", "show", id).contains("restart waits for a slot"));

        var never = user.run(launch(List.of(), "--count", "2", "--wait-slot"));
        assertThat(never.exitCode()).isEqualTo(75);
        assertThat(never.stderr()).contains("can never fit: the limit of work is 1");
        var named = user.run(launch(List.of("--god"), "--name", "night"));
        assertThat(named.exitCode()).isEqualTo(1);
        assertThat(named.stderr()).contains(id, "kill it to free the name");

        user.ok("kill", other);
        Await.until("it runs", UserHome.SOON, () -> user.field(id, "status").equals("running"));
        assertThat(user.field(id, "attempt")).isEqualTo("2");
        assertThat(user.ok("logs", id)).isEmpty();
        assertThat(user.ok("logs", id, "--attempt", "1")).isEqualTo("first");
        user.ok("kill", id);
    }

    private static String said(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
