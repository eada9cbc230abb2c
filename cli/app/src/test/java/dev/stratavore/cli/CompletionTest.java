package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash is offered, with a program in place that lists one project and one runner. */
final class CompletionTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path scratch = Path.of("unset");

    private List<String> offered(String... words) throws IOException {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            Files.writeString(scratch.resolve("c.bash"), cli.run("completion", "bash").out());
        }
        String line =
                "cd "
                        + scratch
                        + "; . ./c.bash; stratavore() { echo \"my-$1\"; }; COMP_WORDS=(stratavore "
                        + String.join(" ", words)
                        + "); COMP_CWORD="
                        + words.length
                        + "; _stratavore; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return Shells.in(scratch).run(SOON, "bash", "-c", line).stdout().lines().toList();
    }

    @Test
    void namesAreOfferedWhereTheyAreMeant() throws IOException {
        assertThat(offered("my")).containsExactly("my-projects");
        assertThat(offered("attach", "my")).containsExactly("my-projects", "my-runners");
        assertThat(offered("kill", "my")).containsExactly("my-runners");
        assertThat(offered("kill", "--project", "my")).containsExactly("my-projects");
        assertThat(offered("projects", "show", "my")).containsExactly("my-projects");
        assertThat(offered("new", "my")).containsExactly("");
        assertThat(offered("projects", "del")).containsExactly("delete");
    }

    @Test
    void pathsAreOfferedBehindOptionsThatTakeThem() throws IOException {
        Files.createDirectory(scratch.resolve("my-dir"));
        assertThat(offered("new", "x", "--path", "my")).containsExactly("my-dir");
        assertThat(offered("new", "--pa")).containsExactly("--path");
    }
}
