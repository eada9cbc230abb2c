package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The reference of known differences is what the tests know; -Dreference.write=true writes it. */
final class TerminalReferenceTest {
    private static final String HEAD =
            """
            # The terminal mirror beside xterm.js

            The pty host's picture of a screen is compared with @xterm/headless: text, colours, attributes, cursor, modes, scroll
            region, tab stops and title, for recordings of real programs with their changes of size and for random output
            (`OracleTest`; `-Doracle.streams=100000` for more of it). Every known difference stands here with its reason. Most are
            corrected in xterm.js while it is compared, so that the rest of the screen has to be the same; the last ones are not
            among the random output. The test shows of each that it is one, and that its correction ends it.

            """;

    @Test
    void theReferenceNamesEveryKnownDifference() throws IOException {
        Path file = Path.of(System.getProperty("stratavore.root"), "docs/reference/terminal.md");
        StringBuilder text = new StringBuilder(HEAD).append("| difference | reason |\n|---|---|\n");
        for (KnownDifference known : KnownDifference.values()) {
            String name = known.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append("| ").append(name).append(known.corrected ? "" : " (left out)");
            text.append(" | ").append(known.reason).append(" |\n");
        }
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text.toString());
    }
}
