package dev.stratavore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.LogChunk;
import dev.stratavore.api.wire.LogsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code logs}. */
final class LogsTest {
    @TempDir Path scratch;

    private CliHarness harness() {
        return CliHarness.in(
                scratch,
                (_, _, answer) -> {
                    answer.message(new LogChunk("one\n".getBytes(UTF_8), 0));
                    answer.message(new LogChunk(new byte[0], 12));
                    answer.message(new LogChunk("two\n".getBytes(UTF_8), 0));
                });
    }

    private static String at(int secondsAgo) {
        return Instant.ofEpochMilli(CliHarness.NOW).minusSeconds(secondsAgo).toString();
    }

    /** The log of the daemon, rotated twice. */
    private void logs(String oldest, String older, String newest) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("home/.local/state/stratavore/logs"));
        Files.writeString(folder.resolve("stratavored.log.2"), oldest);
        Files.writeString(folder.resolve("stratavored.log.1"), older);
        Files.writeString(folder.resolve("stratavored.log"), newest);
    }

    @Test
    void aGapIsALineInTextAndANoteBesideBytes() {
        try (CliHarness cli = harness()) {
            var text = cli.run("logs", "abcd");
            assertThat(text.out())
                    .isEqualTo("one\n[stratavore: 12 bytes of output are not kept]\ntwo\n");
            assertThat(text.err()).isEmpty();
            var raw = cli.run("logs", "abcd", "--raw");
            assertThat(raw.out()).isEqualTo("one\ntwo\n");
            assertThat(raw.err()).isEqualTo("[stratavore: 12 bytes of output are not kept]\n");
        }
    }

    @Test
    void aTimeIsCountedFromNow() throws IOException {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("logs", "abcd", "--since", "1m", "-n", "5", "--attempt", "2").code())
                    .isZero();
            var asked = LogsRequest.read(Fields.parse(cli.calls().getLast().request()));
            assertThat(asked.sinceMs()).isEqualTo(CliHarness.NOW - 60_000);
            assertThat(asked.tail()).isEqualTo(5);
            assertThat(asked.attempt()).isEqualTo(2);
        }
    }

    @Test
    void aComponentsLogIsReadAcrossItsFiles() throws IOException {
        logs(at(300) + " INFO  Node a\n", at(200) + " WARN  Node b\n", at(100) + " INFO  Node c\n");
        try (CliHarness cli = harness()) {
            assertThat(cli.run("logs", "--component", "daemon").out())
                    .containsSubsequence("Node a", "Node b", "Node c");
            assertThat(cli.run("logs", "--component", "daemon", "-n", "2").out())
                    .isEqualTo(at(200) + " WARN  Node b\n" + at(100) + " INFO  Node c\n");
            assertThat(cli.run("logs", "--component", "daemon", "--since", "4m").out())
                    .doesNotContain("Node a")
                    .contains("Node b", "Node c");
            assertThat(cli.methods()).as("no daemon is asked").isEmpty();
        }
    }

    @Test
    void aLevelLeavesOutWhatIsLessGraveWithAllItsLines() throws IOException {
        logs(
                "",
                at(9)
                        + " ERROR Node a\njava.lang.Exception\n\tat b\n"
                        + at(8)
                        + " INFO  Node c\nd\n",
                "{\"time\":\""
                        + at(7)
                        + "\",\"level\":\"WARN\",\"event\":\"e\"}\n"
                        + "{\"time\":\""
                        + at(6)
                        + "\",\"level\":\"DEBUG\",\"event\":\"f\"}\n");
        try (CliHarness cli = harness()) {
            assertThat(cli.run("logs", "--component", "daemon", "--level", "warn").out())
                    .isEqualTo(
                            at(9)
                                    + " ERROR Node a\njava.lang.Exception\n\tat b\n{\"time\":\""
                                    + at(7)
                                    + "\",\"level\":\"WARN\",\"event\":\"e\"}\n");
            assertThat(
                            cli.run("logs", "--component", "daemon", "--level", "error", "-n", "1")
                                    .out())
                    .isEqualTo("\tat b\n");
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("logs").code()).isEqualTo(2);
            assertThat(cli.run("logs", "--component", "daemon", "--attempt", "1").err())
                    .contains("--attempt is for a runner's output");
            assertThat(cli.run("logs", "abcd", "--level", "warn").err()).contains("--level");
            assertThat(cli.run("logs", "abcd", "-n", "0").code()).isEqualTo(2);
            assertThat(cli.run("logs", "--component", "daemon", "--raw").code()).isEqualTo(2);
            assertThat(cli.run("logs", "--component", "x").err()).contains("daemon, agent");
            assertThat(cli.run("logs", "--component", "agent").code()).isEqualTo(66);
            assertThat(cli.run("logs", "--component", "agent", "--level", "loud").code())
                    .isEqualTo(2);
        }
    }
}
