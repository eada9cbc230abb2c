package dev.stratavore.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The page about runner states is the table of the code. With {@code REGENERATE} in the environment
 * it is written anew.
 */
final class RunnerStatesPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/runner-states.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        var page = page();
        if (System.getenv("REGENERATE") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        var page = new StringBuilder();
        page.append(
                """
                # Runner states

                Generated from `core.machine.RunnerMoves`, the only legal moves of a runner. Each arrow writes exactly one event, in the
                transaction of the change.

                ```mermaid
                stateDiagram-v2
                    [*] --> starting: runner.starting
                """);
        for (var move : RunnerMoves.TABLE) {
            page.append(
                    "    %s --> %s: %s\n"
                            .formatted(move.from().word(), move.to().word(), type(move)));
        }
        page.append("```\n\n| from | to | event |\n|---|---|---|\n");
        page.append("| - | starting | `runner.starting` |\n");
        for (var move : RunnerMoves.TABLE) {
            page.append("| ")
                    .append(move.from().word())
                    .append(" | ")
                    .append(move.to().word())
                    .append(" | `")
                    .append(type(move))
                    .append("` |\n");
        }
        page.append("\n`terminated` and `failed` are ends; only a restart leads out of them.");
        page.append(" Live, and in a quota, are the others.\n");
        return page.toString();
    }

    /** The event's name in the catalogue, which its class spells too. */
    private static String type(RunnerMoves.Move move) {
        return "runner." + move.event().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Test
    void everyStatusIsReached() {
        for (var status : RunnerStatus.values()) {
            assertThat(RunnerMoves.TABLE)
                    .anyMatch(move -> move.from() == status || move.to() == status);
        }
        assertThat(RunnerMoves.next(RunnerStatus.RUNNING, new RunnerEvent.Paused(1)))
                .contains(RunnerStatus.PAUSED);
    }
}
