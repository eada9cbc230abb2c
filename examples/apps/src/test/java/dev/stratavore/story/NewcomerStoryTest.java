package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.FreePorts;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does who has just read the guide: set up, slip, mend, stop and clear away. */
final class NewcomerStoryTest {
    private static final int UNREACHABLE = 69;

    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    private Path configuration() throws IOException {
        return Files.createDirectories(user.path().resolve(".config/stratavore"))
                .resolve("stratavore.yaml");
    }

    @Test
    void stopAllEndsWhatAStoppedDaemonLeft() throws IOException {
        user.ok("new", "work", "--path", user.folder("work").toString(), "--agent", "shell");
        var id = user.ok("launch", "work", "--no-attach", "--", "-c", "exec sleep 1000");
        long host = user.host();
        user.ok("daemon", "stop");
        assertThat(user.runnerProcesses()).isNotEmpty();

        var unconfirmed = user.run("daemon", "stop", "--all");
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(unconfirmed.stderr()).contains("--yes");
        assertThat(user.runnerProcesses()).isNotEmpty();

        assertThat(user.ok("daemon", "stop", "--all", "--yes")).contains("1 runner ended");
        Await.until("the pty host is gone", UserHome.SOON, () -> !ProcessTree.alive(host));
        assertThat(user.runnerProcesses()).isEmpty();
        user.ok("daemon", "start");
        assertThat(user.field(id, "status")).isEqualTo("terminated");
    }

    @Test
    void aProjectIsMendedAndTakenAway() throws IOException {
        var right = user.folder("right");
        user.ok("new", "site", "--path", user.folder("wrong").toString(), "--agent", "shell");
        assertThat(user.run("new", "other", "--agent", "nobody").stderr())
                .contains("no agent is called 'nobody'", "shell");

        user.ok("projects", "set", "site", "--path", right.toString(), "--max-runners", "1");
        var id = user.ok("launch", "site", "--no-attach", "--", "-c", "pwd; exec sleep 1000");
        Await.until(
                "it tells where it is",
                UserHome.SOON,
                () -> user.ok("logs", id).contains(right.toString()));
        assertThat(user.run("launch", "site", "--new", "--no-attach").exitCode()).isEqualTo(75);
        assertThat(user.run("projects", "delete", "site").stderr()).contains("kill --project site");

        user.ok("kill", "--project", "site");
        user.ok("projects", "delete", "site");
        assertThat(user.ok("projects", "-q")).isEmpty();
        assertThat(user.ok("runners", "--all", "-q")).isEqualTo(id);
        assertThat(user.run("restart", id).exitCode()).isNotZero();
        user.ok("new", "site", "--path", right.toString());
    }

    @Test
    void aChangedConfigurationIsToldAndABrokenOneTakesNothingDown() throws IOException {
        user.ok("daemon", "start");
        assertThat(user.ok("status")).doesNotContain("changed since");
        long daemon = user.daemon();
        Files.writeString(configuration(), "daemon: {grpc_prot: 1}\n");

        assertThat(user.ok("status")).contains("stratavore.yaml changed since the daemon started");
        assertThat(user.run("daemon", "restart").exitCode()).isEqualTo(78);
        assertThat(ProcessTree.alive(daemon)).isTrue();
        Files.writeString(configuration(), "quotas: {max_concurrent_runners: 4}\n");
        user.ok("daemon", "restart");
        assertThat(user.ok("status")).doesNotContain("changed since");
    }

    @Test
    void aStartThatFailedIsNoCrash() throws IOException {
        Files.writeString(
                configuration(),
                "database:\n  postgresql:\n    host: 127.0.0.1\n    port: "
                        + FreePorts.one()
                        + "\n");
        assertThat(user.run("daemon", "start").exitCode()).isNotZero();

        var listing = user.run("runners");
        assertThat(listing.exitCode()).isEqualTo(UNREACHABLE);
        assertThat(listing.stderr())
                .contains("not running")
                .doesNotContain("without being stopped");
    }
}
