package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.testkit.ScriptedAgent;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The state on a filesystem of its own that has little room: a new runner would fill it. */
@Tag("all")
final class FullDiskStoryTest {
    private static final int TRY_AGAIN = 75;

    private UserHome user;
    private Path small;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
        small = Files.createDirectories(user.path().resolve("small"));
        assumeTrue(mount("-t", "tmpfs", "-o", "size=150m,mode=700", "tmpfs"), "needs to mount");
        user.export("XDG_STATE_HOME", small.toString());
    }

    private boolean mount(String... words) {
        var command = new String[words.length + 2];
        command[0] = "mount";
        System.arraycopy(words, 0, command, 1, words.length);
        command[words.length + 1] = small.toString();
        return Shells.in(user.path()).run(UserHome.SOON, command).exitCode() == 0;
    }

    @AfterEach
    void leave() throws IOException {
        try {
            user.endProcesses();
            var unmount = Shells.in(user.path());
            unmount.run(UserHome.SOON, "umount", "--lazy", small.toString());
        } finally {
            user.close();
        }
    }

    @Test
    void aLaunchIsRefusedAndNothingIsHalfMade() throws IOException {
        user.project("tight");
        var words = user.launchWords("tight", ScriptedAgent.program().forever());
        var refused = user.run(words.toArray(String[]::new));
        assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(TRY_AGAIN);
        assertThat(refused.stderr().strip().lines()).hasSize(1);
        assertThat(refused.stderr()).contains("MB free on the filesystem of", small.toString());
        assertThat(Json.parse(user.ok("runners", "--all", "--format", "json"))).isEmpty();
        assertThat(user.runnerProcesses()).isEmpty();

        assertThat(mount("-o", "remount,size=400m")).isTrue();
        assertThat(user.field(user.ok(words.toArray(String[]::new)), "status"))
                .isEqualTo("running");
    }
}
