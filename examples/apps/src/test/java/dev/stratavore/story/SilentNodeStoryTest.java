package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes with one database: what one of them shows of the other that has fallen silent. */
@Tag("all")
final class SilentNodeStoryTest {
    private UserHome watching;
    private UserHome silent;

    @BeforeEach
    void arrive() throws IOException {
        watching = UserHome.fresh();
        configure(watching, "");
        watching.project("here", "--agent", "shell");
        silent = UserHome.fresh();
        var database = HomeDatabase.of(watching);
        configure(
                silent,
                "database:\n  postgresql:\n    host: 127.0.0.1\n    port: "
                        + database.port()
                        + "\n    password: \""
                        + database.password().replace("$", "$$")
                        + "\"\n");
        silent.project("there", "--agent", "shell");
    }

    @AfterEach
    void leave() throws IOException {
        silent.close();
        watching.close();
    }

    @Test
    void runnersOfANodeWhoseDaemonStandsStillAreUnreachableUntilItGoesOn() {
        var theirs = launch(silent, "there");
        var ours = launch(watching, "here");
        Await.until(
                "both are reachable", UserHome.SOON, () -> reachable(theirs) && reachable(ours));

        long daemon = silent.daemon();
        ProcessTree.signal(daemon, "STOP");
        try {
            Await.until("unreachable", UserHome.SOON, () -> !reachable(theirs));
            assertThat(watching.field(theirs, "status")).isEqualTo("running");
            assertThat(watching.field(theirs, "unreachable_since")).isNotEmpty();
            Await.until("ours is not meant", UserHome.SOON, () -> reachable(ours));
        } finally {
            ProcessTree.signal(daemon, "CONT");
        }
        Await.until("reachable again", UserHome.SOON, () -> reachable(theirs));
        assertThat(silent.ok("kill", theirs)).contains(theirs);
        assertThat(watching.field(theirs, "status")).isEqualTo("terminated");
    }

    private boolean reachable(String id) {
        return watching.field(id, "reachable").equals("true");
    }

    private static String launch(UserHome user, String project) {
        return user.ok("launch", project, "--new", "--no-attach", "--", "-c", "exec sleep 1000");
    }

    private static void configure(UserHome user, String more) throws IOException {
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        var file = folder.resolve("stratavore.yaml");
        Files.writeString(file, "daemon:\n  heartbeat_interval_seconds: 2\n" + more);
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
    }
}
