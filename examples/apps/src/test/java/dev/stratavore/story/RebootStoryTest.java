package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Crash loops, restarts of the machine, and clearing away. A restart is played by the end of every
 * process of the user's, and a database that remembers another boot than the kernel tells.
 */
@Tag("all")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RebootStoryTest {
    private static final int PARTLY = 3;
    private static final int FAILED = 1;

    private UserHome user;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        configure("ask");
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    @Test
    void aProjectsPolicyHoldsForItsRunnersUnlessALaunchSaysOtherwise() throws IOException {
        user.project("loop", "--agent", "shell", "--restarts", "1");
        var file = user.path().resolve("loops");
        var script = "echo x >> " + file + "; exit 3";

        var looping = launch("loop", script);
        Await.until("given up", UserHome.SOON, () -> reason(looping).contains("given up"));
        assertThat(reason(looping)).isEqualTo("exit code 3; restarted once in a row, given up");
        assertThat(user.field(looping, "status")).isEqualTo("failed");
        assertThat(Files.readAllLines(file)).hasSize(2);

        var told = launch("loop", script, "--restarts", "0");
        Await.until("failed", UserHome.SOON, () -> user.field(told, "status").equals("failed"));
        assertThat(user.field(told, "max_restarts")).isEqualTo("0");
        assertThat(user.ok("projects", "set", "loop", "--restarts", "0")).contains("never");
        var later = launch("loop", script);
        Await.until("failed", UserHome.SOON, () -> user.field(later, "status").equals("failed"));
        assertThat(reason(later)).isEqualTo("exit code 3");
    }

    @Test
    void whatTheMachineTookAlongComesBackWhenAskedFor() throws Exception {
        user.project("shop", "--agent", "shell");
        var plain = launch("shop", "exec sleep 1000");
        var secret = withKey("first", launchWords("shop", "exec sleep 1001"));

        restartMachine();

        var status = user.runWithin(UserHome.START, "status");
        assertThat(status.stderr()).contains("2 runners are gone").contains("resume --lost");
        assertThat(status.stdout())
                .contains("none went on, none ended, 2 were lost")
                .contains("Lost:      2 runners are gone")
                .contains(plain + " of shop, shell: the machine was restarted");
        assertThat(user.field(plain, "status")).isEqualTo("failed");

        var partly = user.runWithin(UserHome.START, "resume", "--lost");
        assertThat(partly.exitCode()).as(partly.stderr()).isEqualTo(PARTLY);
        assertThat(partly.stdout())
                .contains(plain + ": running afresh as attempt 2, without its conversation");
        assertThat(partly.stderr())
                .contains(secret + ": stays lost: nothing remembers the values of API_KEY");
        assertThat(user.ok("status")).contains("Lost:      1 runner is gone").contains(secret);

        assertThat(withKey("again", "resume", "--lost")).isEqualTo(running(secret, 2));
        assertThat(user.ok("status")).doesNotContain("Lost:");
        assertThat(user.run("resume", "--lost").stderr()).contains("no runner was lost");
        user.ok("kill", "--project", "shop");
    }

    @Test
    void whereItIsConfiguredTheDaemonBringsThemBackByItself() throws Exception {
        user.project("night", "--agent", "shell", "--restarts", "5");
        var id = launch("night", "exec sleep 1000");
        configure("resume");
        user.ok("daemon", "restart");

        restartMachine();

        user.ok("status");
        Await.until(
                "running again",
                UserHome.SOON,
                () ->
                        user.field(id, "attempt").equals("2")
                                && user.field(id, "status").equals("running"));
        assertThat(
                        HomeDatabase.of(user)
                                .figure(
                                        "select count(*) from events where aggregate_id = '"
                                                + id
                                                + "' and type = 'runner.restarted'"))
                .as("once, and not by the policy of crashes too")
                .isEqualTo(1);
        configure("ask");
        user.ok("kill", id);
    }

    @Test
    void whatIsRemovedIsGoneWithItsOutputAndItsEventsStay() throws Exception {
        user.project("rubbish", "--agent", "shell");
        var first = launch("rubbish", "echo one");
        var second = launch("rubbish", "echo two");
        var live = launch("rubbish", "exec sleep 1000");
        user.ok("wait", first, second, "--for", "ended");
        assertThat(output(first)).isDirectory();

        assertThat(user.ok("rm", first))
                .isEqualTo(first + ": removed, with its output; its events stay");
        assertThat(output(first)).doesNotExist();
        var refused = user.run("rm", live);
        assertThat(refused.exitCode()).isEqualTo(FAILED);
        assertThat(refused.stderr()).contains("is running; end it first");
        assertThat(user.run("runners", "prune", "--project", "rubbish").stderr())
                .contains("confirm with --yes");
        assertThat(user.ok("runners", "prune", "--project", "rubbish", "--yes"))
                .isEqualTo("removed 1 runner");
        assertThat(user.ok("runners", "--all", "--project", "rubbish", "-q")).isEqualTo(live);
        var events = "select count(*) from events where aggregate_id = '" + second + "'";
        assertThat(HomeDatabase.of(user).figure(events)).isEqualTo(3);
        user.ok("kill", live);
    }

    private void configure(String afterReboot) throws IOException {
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        Files.writeString(
                folder.resolve("stratavore.yaml"),
                "daemon:\n  heartbeat_interval_seconds: 1\n  after_reboot: " + afterReboot + "\n");
    }

    /** Daemon and pty host go without a word, and so does what ran. */
    private void restartMachine() throws Exception {
        var database = HomeDatabase.of(user);
        long daemon = user.daemon();
        long host = user.host();
        database.change("update nodes set boot_id = 'an earlier one'");
        ProcessTree.signal(daemon, "KILL");
        ProcessTree.signal(host, "KILL");
        Await.end(daemon, UserHome.SOON);
        Await.end(host, UserHome.SOON);
        for (long pid : user.runnerProcesses()) {
            ProcessTree.signal(pid, "KILL");
            Await.end(pid, UserHome.SOON);
        }
    }

    private Path output(String id) {
        return user.state().resolve("runners").resolve(id);
    }

    private String reason(String id) {
        return user.field(id, "reason");
    }

    private static String running(String id, int attempt) {
        return id + ": running afresh as attempt " + attempt + ", without its conversation";
    }

    /** A command of a shell that has a value which nobody stores. */
    private String withKey(String value, String... line) {
        var words = new ArrayList<>(List.of("/usr/bin/env", "API_KEY=" + value));
        words.addAll(UserHome.command("stratavore", line));
        return user.in(user.path())
                .run(UserHome.START, words.toArray(String[]::new))
                .expectSuccess()
                .strip();
    }

    private String launch(String project, String script, String... options) {
        return user.ok(launchWords(project, script, options));
    }

    private static String[] launchWords(String project, String script, String... options) {
        var words = new ArrayList<>(List.of("launch", project, "--new", "--no-attach"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-c", script));
        return words.toArray(String[]::new);
    }
}
