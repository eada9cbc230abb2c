package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.cli.command.CommandTable;
import dev.stratavore.cli.context.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference of the commands is what their models say. */
final class ReferenceTest {
    private static final String INTRODUCTION =
            """
            # Commands

            Made from the commands' own models by `ReferenceTest`; do not edit. The same text as
            `stratavore COMMAND --help`.

            Exit codes: 0 ok · 1 failed · 2 usage or ambiguous · 3 some of several failed · 66 not
            found · 69 daemon unreachable · 70 internal · 75 limit reached or try again · 77 denied ·
            78 configuration. `attach` and `--wait` end with the agent's own code, 128 + n for a
            signal.
            """;

    static String reference() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        append(text, CommandTable.SMART_LAUNCH);
        for (String words : CommandTable.WORDS) {
            append(text, words);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String words) {
        Command command = CommandTable.find(words);
        if (command == null) {
            throw new AssertionError(words + " has no command");
        }
        text.append("\n## stratavore ").append(words).append("\n\n```text\n");
        text.append(
                HelpText.of(command).lines().map(String::stripTrailing).toList().stream()
                        .reduce("", (all, line) -> all + line + "\n"));
        text.append("```\n");
    }

    @Test
    void theReferenceIsUpToDate() throws IOException {
        Path page = Installed.root().resolve("docs/reference/commands.md");
        if (System.getenv("REGENERATE") != null) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, reference());
        }
        assertThat(page)
                .as(
                        "regenerate with: REGENERATE=yes mvn -pl cli/app -am test"
                                + " -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -DargLine=-Dregenerate=true")
                .hasContent(reference());
    }
}
