package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.ListWorktreesReply;
import dev.stratavore.api.wire.RemoveWorktreeReply;
import dev.stratavore.api.wire.RemoveWorktreeRequest;
import dev.stratavore.api.wire.Worktree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code worktrees} and {@code worktrees remove}. */
final class WorktreesTest {
    @TempDir Path scratch;
    private String teardown = "";

    private CliHarness harness() {
        return CliHarness.in(
                scratch,
                (method, _, answer) -> {
                    var tree =
                            new Worktree(
                                    Replies.runner("runner-aaaaaaaaaaaa", "terminated"),
                                    scratch.resolve("tree").toString(),
                                    "stratavore/a",
                                    "0123",
                                    teardown);
                    answer.message(
                            method.equals("Runners/ListWorktrees")
                                    ? new ListWorktreesReply(List.of(tree))
                                    : new RemoveWorktreeReply(tree, List.of("a note")));
                });
    }

    private static List<RemoveWorktreeRequest> asked(CliHarness cli) {
        return cli.calls().stream()
                .map(call -> RemoveWorktreeRequest.read(Fields.parse(call.request())))
                .toList();
    }

    @Test
    void theyAreListedForPeopleAndForPrograms() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("worktrees").out())
                    .contains("RUNNER", "BRANCH", "stratavore/a", scratch + "/tree");
            assertThat(cli.run("worktrees", "--format", "json").out())
                    .contains("\"branch\": \"stratavore/a\"", "\"teardown\": null");
            assertThat(cli.run("worktrees", "-q").out().lines()).hasSize(1);
        }
    }

    @Test
    void theTeardownRunsInTheTreeOnceItIsKnownThatItMayGo() throws IOException {
        Files.createDirectories(scratch.resolve("tree"));
        teardown = "echo torn > down";
        try (CliHarness cli = harness()) {
            var done = cli.run("worktrees", "remove", "abcd", "--save", "kept");
            assertThat(done.code()).isZero();
            assertThat(done.out()).contains("removed the worktree", "a note");
            assertThat(scratch.resolve("tree/down")).hasContent("torn\n");
            String id = asked(cli).getLast().commandId();
            assertThat(id).isNotEmpty();
            assertThat(asked(cli))
                    .containsExactly(
                            new RemoveWorktreeRequest("abcd", "", "kept", false, true, ""),
                            new RemoveWorktreeRequest("abcd", "", "kept", false, false, id));
        }
    }

    @Test
    void aTeardownThatFailsLeavesTheTreeUnlessItIsForced() throws IOException {
        Files.createDirectories(scratch.resolve("tree"));
        teardown = "exit 4";
        try (CliHarness cli = harness()) {
            var refused = cli.run("worktrees", "remove", "abcd");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("exit code 4");
            assertThat(asked(cli)).extracting(RemoveWorktreeRequest::look).containsExactly(true);
            assertThat(cli.run("worktrees", "remove", "abcd", "--force").code()).isZero();
            assertThat(cli.run("worktrees", "remove", "abcd", "--force", "--save", "x").code())
                    .isEqualTo(2);
        }
    }

    @Test
    void aTeardownThatSucceededRunsOncePerAttempt() throws IOException {
        Path tree = Files.createDirectories(scratch.resolve("tree"));
        Path own = Files.createDirectories(scratch.resolve("own"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
        teardown = "echo torn >> down";
        try (CliHarness cli = harness()) {
            assertThat(cli.run("worktrees", "remove", "abcd").err()).contains("teardown: echo");
            assertThat(cli.run("worktrees", "remove", "abcd").err()).contains("ran before");
            assertThat(tree.resolve("down")).hasContent("torn\n");
            Files.move(
                    own.resolve("stratavore-torn-down-2"), own.resolve("stratavore-torn-down-1"));
            assertThat(cli.run("worktrees", "remove", "abcd").err()).doesNotContain("ran before");
            assertThat(tree.resolve("down")).hasContent("torn\ntorn\n");
        }
    }

    @Test
    void aTeardownThatFailedRunsAgain() throws IOException {
        Path tree = Files.createDirectories(scratch.resolve("tree"));
        Path own = Files.createDirectories(scratch.resolve("own"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
        teardown = "echo torn >> down; exit 4";
        try (CliHarness cli = harness()) {
            assertThat(cli.run("worktrees", "remove", "abcd").code()).isEqualTo(1);
            assertThat(cli.run("worktrees", "remove", "abcd").code()).isEqualTo(1);
            assertThat(tree.resolve("down")).hasContent("torn\ntorn\n");
        }
    }
}
