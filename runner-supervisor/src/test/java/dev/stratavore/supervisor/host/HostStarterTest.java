package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a pty host that does not come up; a shell script plays it. */
@Timeout(60)
final class HostStarterTest {
    @TempDir private Path folder;

    @Test
    void settingsThatItRefusesAreToldInItsWords() throws Exception {
        var starter =
                SmallNode.playing(
                        folder, "echo before; echo the pty engine does not work here >&2; exit 78");
        assertThatThrownBy(starter::ensureRunning)
                .isInstanceOf(HostRefusesSettings.class)
                .hasMessageStartingWith("the pty engine does not work here (the pty host, in ");
    }

    @Test
    void anyOtherEndIsAFailure() throws Exception {
        var starter = SmallNode.playing(folder, "exit 3");
        assertThatThrownBy(starter::ensureRunning)
                .isNotInstanceOf(HostRefusesSettings.class)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the pty host ended with 3; see ");
    }
}
