package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** Who stood still has heard nothing meanwhile, and concludes nothing from that. */
@Tag("all")
@Isolated("what it measures is time")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandstillStoryTest {
    /** Three missed beats, of two seconds each. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    /** The agent writes two lines a second. */
    private static final int LONGER_THAN_SILENCE = 18;

    private UserHome user;
    private Path file;
    private String runner;
    private long daemon;
    private long host;
    private Instant woken = Instant.MIN;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        Files.writeString(
                folder.resolve("stratavore.yaml"),
                """
                daemon:
                  heartbeat_interval_seconds: 2
                """);
        user.project("work");
        file = user.path().resolve("lines");
        runner = shell("while :; do echo x >> " + file + "; sleep 0.5; done");
        daemon = user.daemon();
        host = user.host();
        Await.until("a first beat", UserHome.SOON, () -> beats() > 0);
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    @Test
    void aDaemonThatStoodStillFailsNobody() {
        ProcessTree.signal(daemon, "STOP");
        try {
            agentWorksOn();
        } finally {
            wakeDaemon();
        }
        allIsWell();
    }

    /** As after a machine's sleep, from which the daemon wakes first. */
    @Test
    void aDaemonThatStoodStillTogetherWithThePtyHostFailsNobody() throws IOException {
        ProcessTree.signal(host, "STOP");
        ProcessTree.signal(daemon, "STOP");
        try {
            agentWorksOn();
        } finally {
            wakeDaemon();
            assertThat(client().status().pid()).isEqualTo(daemon);
            ProcessTree.signal(host, "CONT");
        }
        allIsWell();
    }

    private void wakeDaemon() {
        woken = Instant.now();
        ProcessTree.signal(daemon, "CONT");
    }

    private void agentWorksOn() {
        int before = lines();
        Await.until(
                "the agent works on", UserHome.SOON, () -> lines() >= before + LONGER_THAN_SILENCE);
    }

    /** Several looks later nobody was called unreachable, let alone failed, and work goes on. */
    private void allIsWell() {
        long before = beats();
        Await.until("it beats on", UserHome.SOON, () -> beats() >= before + 4);
        // Who is silent for so long after that, on a busy machine, is called silent rightly.
        assertThat(silences()).allMatch(time -> time.isAfter(woken.plus(SILENCE)));
        Await.until(
                "it is reachable",
                UserHome.SOON,
                () -> user.field(runner, "reachable").equals("true"));
        assertThat(user.field(runner, "status")).isEqualTo("running");
        var another = shell("exec sleep 1000");
        assertThat(user.field(another, "status")).isEqualTo("running");
        assertThat(user.ok("kill", another)).contains(another);
        assertThat(user.daemon()).isEqualTo(daemon);
    }

    /** When the daemon concluded, since it was woken, that the pty host is silent. */
    private List<Instant> silences() {
        return log().lines()
                .filter(line -> line.contains("event=host.silent"))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                .filter(time -> time.isAfter(woken))
                .toList();
    }

    private ApiClient client() {
        return new ApiClient(user.state().resolve("stratavored.sock"), Duration.ofSeconds(20));
    }

    private long beats() {
        try {
            var beat = client().status().heartbeat();
            return beat == null ? 0 : beat.received();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shell(String script) {
        return user.ok(
                "launch", "work", "--new", "--agent", "shell", "--no-attach", "--", "-c", script);
    }

    private String log() {
        try {
            return Files.readString(user.state().resolve("logs/stratavored.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
