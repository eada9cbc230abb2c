package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.port.TerminalHost.Launched;
import dev.stratavore.core.port.TreeWorkers;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.protocol.Worktree.Place;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tree is made before its runner starts. */
@Timeout(60)
final class WorktreeTerminalsTest {
    private static final RunnerId ID = RunnerId.ofBits(7);

    @TempDir Path home;
    private final Vertx vertx = Vertx.vertx();
    private final FakeTerminalHost host = new FakeTerminalHost();
    private RunnerWorktrees trees;
    private TerminalHost terminals;

    @BeforeEach
    void open() throws IOException {
        home = home.toRealPath();
        trees = new RunnerWorktrees(Repository.environment(home), home.resolve("trees"));
        terminals = new WorktreeTerminals(new TreeWorkers(vertx), host, trees);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static RunnerSpec spec(Optional<Place> place) {
        return new RunnerSpec(
                ID,
                Optional.empty(),
                "shell",
                List.of("/bin/sh"),
                place.map(Place::cwd).orElse("/"),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                80,
                24,
                LaunchOptions.NONE.in(
                        Optional.of(new Worktree("", "", place)).filter(_ -> place.isPresent())),
                Set.of());
    }

    private Place place() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        return ((PlannedWorktree.Ready) trees.plan(ID, repository.path)).place();
    }

    @Test
    void theTreeIsThereWhenTheRunnerStarts() throws IOException {
        Place place = place();
        assertThat(await(terminals.launch(spec(Optional.of(place)), 1, 1)))
                .isInstanceOf(Launched.Started.class);
        assertThat(Path.of(place.cwd(), "tracked")).exists();
        assertThat(await(terminals.launch(spec(Optional.empty()), 2, 2)))
                .isInstanceOf(Launched.Started.class);
    }

    @Test
    void aTreeThatCannotBeMadeIsARefusal() throws IOException {
        Place place = place();
        Files.writeString(home.resolve("trees"), "a file in the way");
        var refused = (Launched.Refused) await(terminals.launch(spec(Optional.of(place)), 1, 1));
        assertThat(refused.reason()).startsWith("the worktree could not be made: ");
    }

    @Test
    void aStopWhileItIsMadeForbidsTheStart() throws IOException, InterruptedException {
        Path begun = pipe("begun");
        Path goOn = pipe("go-on");
        var launched = terminals.launch(spec(Optional.of(heldPlace(begun, goOn))), 1, 1);
        assertThat(Files.readString(begun)).as("git fills the tree").isEqualTo("begun\n");
        var stopped = terminals.stop(ID, 1, true, 0);
        assertThat(stopped.isComplete()).as("waits for the making").isFalse();
        Files.writeString(goOn, "on\n");
        assertThat(await(launched)).isEqualTo(new Launched.Refused("stopped before its start"));
        await(stopped);
        assertThat(host.live()).isEmpty();
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path path = home.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
        return path;
    }

    /** Where git, once it fills a tree, says so in one pipe and then waits for the other. */
    private Place heldPlace(Path begun, Path goOn) throws IOException {
        var repository = Repository.withCommit(home, "repo");
        repository.write(".gitattributes", "tracked filter=held\n");
        repository.commit(repository.path, "attributes");
        repository.git.must(
                repository.path,
                "config",
                "filter.held.smudge",
                "echo begun > '" + begun + "'; cat '" + goOn + "' > /dev/null; cat");
        return ((PlannedWorktree.Ready) trees.plan(ID, repository.path)).place();
    }
}
