package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.PruneReply;
import dev.stratavore.api.wire.PruneRequest;
import dev.stratavore.api.wire.ResumeLostRequest;
import dev.stratavore.api.wire.WireFormatException;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** resume, runners prune and rm. */
final class EndedRunnersTest {
    @TempDir Path scratch;

    private volatile List<ChangeResult> results = List.of();
    private volatile List<String> pruned = List.of(Replies.ID);

    private CliHarness harness() {
        return CliHarness.in(scratch, this::answer);
    }

    private void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        answer.message(
                method.equals("Runners/Prune")
                        ? new PruneReply(pruned, results)
                        : new ChangeReply(results));
    }

    @Test
    void theLimitThatIsGivenHoldsWhereTheUsualOneIsLonger() {
        try (CliHarness cli =
                CliHarness.in(scratch, (method, request, answer) -> FailureTest.awaitEnd(answer))) {
            for (String command :
                    List.of(
                            "resume --lost --timeout 200ms",
                            "runners prune --yes --idle 1h --timeout 200ms",
                            "runners prune --yes --timeout 200ms")) {
                CliHarness.Result result = cli.run(command.split(" ", -1));
                assertThat(result.code()).as(command).isEqualTo(75);
                assertThat(result.err()).contains("did not answer in time").hasLineCount(1);
            }
        }
    }

    @Test
    void whatComesBackAndWhatDoesNotIsSaidRunnerByRunner() throws WireFormatException {
        try (CliHarness cli = harness().with("API_KEY", "mine")) {
            results =
                    List.of(
                            new ChangeResult("runner-a", true, "running afresh", null),
                            new ChangeResult(
                                    "runner-b",
                                    false,
                                    "stays lost: why",
                                    Replies.runner(Replies.ID, "failed")));
            CliHarness.Result result = cli.run("resume", "--lost", "--project", "shop");
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).isEqualTo("runner-a: running afresh\n");
            assertThat(result.err()).contains("runner-b: stays lost: why");
            ResumeLostRequest request =
                    ResumeLostRequest.read(Fields.parse(cli.calls().getLast().request()));
            assertThat(request.project()).isEqualTo("shop");
            assertThat(request.env()).anyMatch(one -> one.name().equals("API_KEY"));
            results = List.of();
            CliHarness.Result none = cli.run("resume", "--lost");
            assertThat(none.code()).isZero();
            assertThat(none.err()).contains("no runner was lost");
        }
    }

    @Test
    void aResumeOfNothingInParticularIsRefused() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("resume").code()).isEqualTo(2);
            assertThat(cli.calls()).isEmpty();
        }
    }

    @Test
    void removingEverythingAsksFirstAndInAScriptNeedsAYes() {
        try (CliHarness cli = harness()) {
            CliHarness.Result refused = cli.run("runners", "prune");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("remove every ended runner").contains("--yes");
            assertThat(cli.onTerminal(80, "n\n").run("runners", "prune").code()).isEqualTo(1);
            assertThat(cli.calls()).isEmpty();
            assertThat(cli.onTerminal(80, "y\n").run("runners", "prune").out())
                    .isEqualTo("removed 1 runner\n");
            assertThat(cli.run("--yes", "runners", "prune", "-q").out())
                    .isEqualTo(Replies.ID + "\n");
        }
    }

    @Test
    void idleOnesAreAskedForByTheirTime() throws WireFormatException {
        try (CliHarness cli = harness()) {
            results = List.of(new ChangeResult(Replies.ID, true, "ended after 480 min", null));
            CliHarness.Result result =
                    cli.run("runners", "prune", "--idle", "8h", "--project", "shop", "--yes");
            assertThat(result.out())
                    .isEqualTo(Replies.ID + ": ended after 480 min\nremoved 1 runner\n");
            PruneRequest request = PruneRequest.read(Fields.parse(cli.calls().getLast().request()));
            assertThat(request.idleMs()).isEqualTo(8 * 3_600_000L);
            assertThat(request.project()).isEqualTo("shop");
            assertThat(cli.run("runners", "prune", "abcd", "--idle", "8h").code()).isEqualTo(2);
            assertThat(cli.run("runners", "prune", "--idle", "0s", "--yes").code()).isEqualTo(2);
        }
    }

    @Test
    void rmTakesThoseThatAreNamedWithoutAsking() throws WireFormatException {
        try (CliHarness cli = harness()) {
            results = List.of(new ChangeResult("abcd", true, "removed", null));
            CliHarness.Result result = cli.run("rm", "abcd");
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo("abcd: removed\n");
            assertThat(PruneRequest.read(Fields.parse(cli.calls().getLast().request())).runners())
                    .containsExactly("abcd");
            assertThat(cli.run("rm").code()).isEqualTo(2);
            results = List.of(new ChangeResult("nobody", false, "no runner 'nobody'", null));
            assertThat(cli.run("rm", "nobody").code()).isEqualTo(66);
        }
    }
}
