package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What runners wrote, and what the programs themselves log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogsStoryTest {
    /** Above the least that can be kept of a runner, 8 MiB. */
    private static final int MUCH = 1_400_000;

    private UserHome user;
    private Path journal;
    private Process daemon;

    /** The daemon runs as a service does: in the foreground, the journal as its standard error. */
    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        Files.writeString(
                folder.resolve("stratavore.yaml"),
                "output: {limit_mb: 8}\nlogging: {format: json, level: debug}\n");
        journal = Files.createFile(user.path().resolve("journal"));
        daemon = startDaemon();
        Await.until(
                "it serves", UserHome.START, () -> user.run("daemon", "status").exitCode() == 0);
        user.project("work");
    }

    private Process startDaemon() throws IOException {
        var words = new ArrayList<>(List.of("/bin/sh", "-c"));
        words.add("JOURNAL_STREAM=$(stat -c %d:%i \"$0\") exec \"$@\" 2>> \"$0\"");
        words.add(journal.toString());
        words.addAll(UserHome.command("stratavored"));
        var builder = new ProcessBuilder(words).directory(user.path().toFile());
        builder.environment().clear();
        builder.environment().putAll(user.environment());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(Path.of("/dev/null").toFile());
        return builder.start();
    }

    @AfterEach
    void endRunners() {
        user.endRunners();
    }

    @AfterAll
    void leave() throws IOException {
        daemon.destroyForcibly();
        user.close();
    }

    private String shell(String script) {
        return user.ok(
                "launch", "work", "--new", "--agent", "shell", "--no-attach", "--", "-c", script);
    }

    @Test
    void aReaderIsToldWhatTheLimitDropped() throws IOException {
        var id = shell("seq 1 " + MUCH);
        user.ok("wait", id, "--for", "ended");

        var text = user.ok("logs", id).lines().toList();
        assertThat(text.getFirst()).matches("\\[stratavore: \\d+ bytes of output are not kept]");
        assertThat(text.getLast()).isEqualTo(Integer.toString(MUCH));
        assertThat(user.ok("logs", id, "-n", "2")).isEqualTo((MUCH - 1) + "\n" + MUCH);

        var raw = user.runWithin(UserHome.START, "logs", id, "--raw");
        assertThat(raw.stderr().strip()).isEqualTo(text.getFirst());
        long dropped = Long.parseLong(raw.stderr().replaceAll("\\D+", ""));
        long written = 0;
        for (int i = 1; i <= MUCH; i++) {
            written += Integer.toString(i).length() + "\r\n".length();
        }
        assertThat(dropped + raw.stdout().getBytes(StandardCharsets.UTF_8).length)
                .isEqualTo(written);
    }

    @Test
    void aFollowedRunnerIsReadToItsEnd() throws Exception {
        var go = user.path().resolve("go");
        var id = shell("mkfifo " + go + "; echo before; read x < " + go + "; echo after");
        var out = user.path().resolve("followed");
        var follower = user.start(out, "logs", id, "-f", "--since", "1h");
        Await.until("it reads", UserHome.SOON, () -> content(out).contains("before"));
        Files.writeString(go, "\n");
        Await.end(follower.pid(), UserHome.SOON);
        assertThat(follower.exitValue()).isZero();
        assertThat(content(out)).isEqualTo("before\nafter\n");
    }

    @Test
    void bothProgramsLogAsConfigured() throws IOException {
        var id = shell("exec sleep 1000");
        user.ok("kill", id);
        for (String component : List.of("daemon", "agent")) {
            assertThat(user.ok("logs", "--component", component, "--level", "info").lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"));
        }
        assertThat(user.ok("logs", "--component", "agent", "-n", "50"))
                .contains("\"event\":\"serving\"");
    }

    @Test
    void theJournalGetsTheSeverityOfEachLine() {
        user.ok("kill", shell("exec sleep 1000"));
        assertThat(content(journal).lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("<[3-7]>\\{.*"))
                .anyMatch(line -> line.startsWith("<6>") && line.contains("daemon.started"));
        assertThat(user.ok("logs", "--component", "daemon")).doesNotContain("<6>");
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
