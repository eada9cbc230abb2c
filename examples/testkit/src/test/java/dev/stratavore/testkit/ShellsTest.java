package dev.stratavore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShellsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path home;

    @Test
    void theProgramSeesTheGivenEnvironmentAndNothingElse() {
        var result = Shells.in(home).with("ONE", "1").run(SOON, "/usr/bin/env");

        assertThat(result.expectSuccess().lines())
                .containsExactlyInAnyOrder(
                        "HOME=" + home, "PATH=" + Shells.SYSTEM_PATH, "LC_ALL=C.UTF-8", "ONE=1");
    }

    @Test
    void outputErrorsAndExitCodeAreKeptApart() {
        var result = Shells.in(home).sh(SOON, "echo out; echo \"$1\" >&2; exit 3", "err");

        assertThat(result).isEqualTo(new Shells.Result(3, "out\n", "err\n"));
        assertThatThrownBy(result::expectSuccess)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("err");
    }

    @Test
    void aLateProgramIsKilledWithItsChildren() {
        var shells = Shells.in(home).with("LATE_PROGRAM", home.toString());

        assertThatThrownBy(() ->
                        shells.sh(Duration.ofMillis(300), "echo begun; sleep 600 & sleep 600; :"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("begun");

        Await.until(
                "none left",
                SOON,
                () -> ProcessTree.withMarker("LATE_PROGRAM", home.toString()).isEmpty());
    }

    @Test
    void aChildThatOutlivesTheProgramDoesNotHoldItUp() {
        var shells = Shells.in(home).with("OUTLIVES", home.toString());

        assertThat(shells.sh(SOON, "sleep 600 & echo done").expectSuccess()).isEqualTo("done\n");

        assertThat(ProcessTree.withMarker("OUTLIVES", home.toString())).hasSize(1);
        ProcessTree.killMarked("OUTLIVES", home.toString(), SOON);
    }
}
