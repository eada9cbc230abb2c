package dev.stratavore.supervisor.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.DriverCatalog.Wish;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.supervisor.worktree.RunnerWorktrees;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an agent works, or why it cannot. */
final class WorkPlaceTest {
    @TempDir Path home;

    private String refusal(Path directory) {
        var places = new WorkPlace(new RunnerWorktrees(Map.of(), home.resolve("trees")));
        var wish =
                new Wish(
                        RunnerId.ofBits(7),
                        new UUID(1, 1),
                        Optional.empty(),
                        "shell",
                        LaunchOptions.NONE,
                        directory.toString(),
                        Map.of(),
                        80,
                        24);
        return ((WorkPlace.Found.Refused) places.of(wish)).why().reason();
    }

    @Test
    void aRestartIsToldThatItsTreeWasRemoved() {
        assertThat(refusal(home.resolve("trees/runner-7/web")))
                .startsWith("the worktree that it ran in was removed: ");
        assertThat(refusal(home.resolve("nowhere")))
                .startsWith("the project's directory is not there: ");
    }
}
