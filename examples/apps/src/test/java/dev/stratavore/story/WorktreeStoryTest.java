package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runners work beside each other in worktrees, and their work outlives them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorktreeStoryTest {
    private final AtomicInteger projects = new AtomicInteger();
    private UserHome user;
    private String project;
    private Path repository;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @BeforeEach
    void begin() throws IOException {
        project = "work-" + projects.incrementAndGet();
        user.project(project);
        repository = user.folder(project);
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Me");
        git("config", "user.email", "me@localhost");
        Files.writeString(repository.resolve("file"), "one\n");
        git("add", "--all");
        git("commit", "--quiet", "-m", "first");
    }

    @AfterEach
    void endRunners() {
        user.endRunners();
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    private String git(String... words) {
        var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(words));
        return user.in(user.path())
                .run(UserHome.SOON, command.toArray(String[]::new))
                .expectSuccess()
                .strip();
    }

    private Shells.Result launch(List<String> options, String script) {
        var words = new ArrayList<>(List.of("launch", project, "--new", "--agent", "shell"));
        words.addAll(List.of("--no-attach", "--worktree"));
        words.addAll(options);
        words.addAll(List.of("--", "-c", script));
        return user.run(words.toArray(String[]::new));
    }

    private Path directory(String runner) {
        var all = user.ok("worktrees", "--format", "json");
        assertThat(all).contains(runner);
        return user.path().resolve(".local/share/stratavore/worktrees").resolve(runner);
    }

    @Test
    void workSurvivesKillRestartAndEveryCarelessRemoval() throws IOException {
        var id =
                launch(
                                List.of(
                                        "--setup",
                                        "echo ready > set-up",
                                        "--teardown",
                                        "rm set-up"),
                                "echo $(cat set-up) >> work; exec sleep 1000")
                        .expectSuccess()
                        .strip();
        var tree = directory(id);
        Await.until("it works", UserHome.SOON, () -> lines(tree.resolve("work")) == 1);
        assertThat(repository.resolve("work")).doesNotExist();
        assertThat(user.run("worktrees", "remove", id).stderr()).contains("is live");

        Files.writeString(tree.resolve("set-up"), "kept\n");
        user.ok("restart", id);
        Await.until("it works again", UserHome.SOON, () -> lines(tree.resolve("work")) == 2);
        assertThat(Files.readAllLines(tree.resolve("work")))
                .as("the setup ran once")
                .containsExactly("ready", "kept");
        user.ok("kill", id);
        assertThat(tree.resolve("work")).exists();

        var careless = user.run("worktrees", "remove", id);
        assertThat(careless.exitCode()).isNotZero();
        assertThat(careless.stderr()).contains("2 uncommitted changes", "--save BRANCH");
        assertThat(tree.resolve("set-up")).as("the teardown did not run").exists();

        assertThat(user.ok("worktrees", "remove", id, "--save", "rescued"))
                .contains("removed the worktree " + tree, "on the branch rescued");
        assertThat(tree).doesNotExist();
        assertThat(git("show", "rescued:work")).isEqualTo("ready\nkept");
        assertThat(git("ls-tree", "--name-only", "rescued")).isEqualTo("file\nwork");
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(user.ok("worktrees", "-q", "--project", project)).isEmpty();
        assertThat(user.run("restart", id).stderr())
                .contains("the worktree that it ran in was removed");
    }

    @Test
    void twoRunnersDoNotSeeEachOthersChanges() throws IOException {
        var script = "echo $$ > file; git commit --quiet --all -m mine; exec sleep 1000";
        var first = launch(List.of(), script).expectSuccess().strip();
        var second = launch(List.of(), script).expectSuccess().strip();
        for (var id : List.of(first, second)) {
            Await.until(
                    "it commits",
                    UserHome.SOON,
                    () -> !git("log", "--format=%s", "main..stratavore/" + id).isEmpty());
        }
        assertThat(Files.readString(directory(first).resolve("file")))
                .isNotEqualTo(Files.readString(directory(second).resolve("file")));
        assertThat(repository.resolve("file")).hasContent("one\n");
        user.ok("kill", first, second);
        git("merge", "--quiet", "stratavore/" + first);
        user.ok("worktrees", "remove", first);
        assertThat(user.run("worktrees", "remove", second).stderr()).contains("one commit");
        assertThat(user.ok("worktrees", "remove", second, "--force")).contains("was at");
    }

    @Test
    void aSetupThatFailsIsTheRunnersEnd() {
        var id = launch(List.of("--setup", "echo no deps; exit 7"), "sleep 9").expectSuccess();
        user.ok("wait", id.strip(), "--for", "ended");
        assertThat(user.field(id.strip(), "status")).isEqualTo("failed");
        assertThat(user.field(id.strip(), "exit_code")).isEqualTo("7");
        assertThat(user.ok("logs", id.strip()))
                .isEqualTo(
                        "no deps\nstratavore: the setup of the worktree failed with exit code 7");
    }

    @Test
    void whereThereIsNoRepositoryItSaysSo() throws IOException {
        user.project("plain");
        var refused =
                user.run(
                        "launch",
                        "plain",
                        "--new",
                        "--agent",
                        "shell",
                        "--no-attach",
                        "--worktree");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.stderr()).contains("is not in a git repository");
        assertThat(user.run("launch", project, "--setup", "x").exitCode()).isEqualTo(2);
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
