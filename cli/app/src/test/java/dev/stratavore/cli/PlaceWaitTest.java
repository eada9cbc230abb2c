package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.LaunchProgress;
import dev.stratavore.api.wire.LaunchReply;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code launch --wait-slot} and {@code --max-time}. */
final class PlaceWaitTest {
    @TempDir Path scratch;

    private CliHarness harness() {
        return CliHarness.in(scratch, PlaceWaitTest::answer);
    }

    private static void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        LaunchReply reply =
                new LaunchReply(List.of(Replies.runner(Replies.ID, "running")), List.of());
        switch (method) {
            case "Projects/GetProject" -> answer.message(Replies.project("demo"));
            case "Runners/Launch" -> answer.message(reply);
            case "Runners/LaunchWaiting" -> {
                answer.message(new LaunchProgress(3, 3, null));
                answer.message(new LaunchProgress(3, 4, null));
                answer.message(new LaunchProgress(2, 3, null));
                answer.message(new LaunchProgress(1, 1, null));
                answer.message(new LaunchProgress(0, 0, reply));
            }
            default -> throw new IOException(method);
        }
    }

    private static LaunchRequest launched(CliHarness cli) {
        return LaunchRequest.read(Fields.parse(cli.calls().getLast().request()));
    }

    @Test
    void eachNewPlaceIsSaidOnceAndTheIdAtTheEnd() {
        try (CliHarness cli = harness()) {
            CliHarness.Result result =
                    cli.run("launch", "demo", "--new", "--wait-slot", "--timeout", "5m");
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo(Replies.ID + "\n");
            assertThat(result.err())
                    .isEqualTo(
                            """
                            2 launches wait for a place in "demo" before this one
                            1 launch waits for a place in "demo" before this one
                            next in line for a place in "demo"
                            """);
            assertThat(launched(cli).waitMs()).isEqualTo(300_000);
            cli.run("launch", "demo", "--new", "--wait-slot");
            assertThat(launched(cli).waitMs()).isZero();
        }
    }

    @Test
    void aTimeOfZeroIsRefused() {
        try (CliHarness cli = harness()) {
            CliHarness.Result slot =
                    cli.run("launch", "demo", "--new", "--wait-slot", "--timeout", "0");
            assertThat(slot.code()).isEqualTo(2);
            assertThat(slot.err()).contains("--timeout takes a duration above zero");
            CliHarness.Result max = cli.run("launch", "demo", "--new", "--max-time", "0s");
            assertThat(max.code()).isEqualTo(2);
            assertThat(max.err()).contains("--max-time takes a duration above zero");
            assertThat(cli.calls()).isEmpty();
        }
    }

    @Test
    void theLongestTimeIsSent() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("launch", "demo", "--new", "--max-time", "2h").code()).isZero();
            assertThat(launched(cli).maxTimeMs()).isEqualTo(7_200_000);
        }
    }
}
