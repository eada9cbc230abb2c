package dev.stratavore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("all")
final class LoopbackOnlyTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Sends a request without a body and shows the first line of the answer. */
    private static final String GET =
            "exec 3<>/dev/tcp/$1/$2 && printf 'GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection:"
                    + " close\\r\\n\\r\\n' >&3 && head -n 1 <&3";

    @TempDir Path dir;

    @BeforeEach
    void onlyRootCan() {
        assumeTrue(LoopbackOnly.available(), "a network of one's own needs root");
    }

    @Test
    void theOnePortIsReachedAndNothingElse() throws IOException {
        try (var wanted = FakeAnthropic.start();
                var other = FakeAnthropic.start()) {
            assertThat(get(wanted.port(), "127.0.0.1", wanted.port()).stdout())
                    .startsWith("HTTP/1.1 404");
            assertThat(get(wanted.port(), "127.0.0.1", other.port()).stderr()).contains("refused");
            // TEST-NET-1 of RFC 5737 is nobody's.
            assertThat(get(wanted.port(), "192.0.2.1", 80).stderr()).contains("unreachable");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void itsHelperEndsWithTheCommandAndTheExitCodeIsTheCommands() throws IOException {
        try (var api = FakeAnthropic.start()) {
            var shells = Shells.in(dir).with("LOOPBACK_ONLY_TEST", dir.toString());

            var result =
                    shells.run(
                            SOON,
                            "",
                            LoopbackOnly.command(
                                    dir, api.port(), List.of("/bin/sh", "-c", "exit 6")));

            assertThat(result.exitCode()).isEqualTo(6);
            Await.until(
                    "nobody left",
                    SOON,
                    () -> ProcessTree.withMarker("LOOPBACK_ONLY_TEST", dir.toString()).isEmpty());
        }
    }

    private Shells.Result get(int reachable, String host, int port) {
        List<String> command = List.of("bash", "-c", GET, "bash", host, Integer.toString(port));
        return Shells.in(dir).run(SOON, "", LoopbackOnly.command(dir, reachable, command));
    }
}
