package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.TerminalHost.Piece;
import dev.stratavore.pty.frame.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputReadingTest {
    private final List<Piece> pieces = new ArrayList<>();

    private void chunk(OutputReading reading, long offset, String text) {
        pieces.addAll(reading.chunk(offset, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Text, with what is missing between pointed brackets. */
    private String told() {
        var told = new StringBuilder();
        for (Piece piece : pieces) {
            told.append(piece.missing() > 0 ? "<" + piece.missing() + ">" : "");
            told.append(piece.data().toString(StandardCharsets.UTF_8));
        }
        return told.toString();
    }

    @Test
    void whatWasDroppedAtTheFrontIsTold() {
        var reading = OutputReading.fromTheStart(OutputText.raw());
        chunk(reading, 100, "a");
        chunk(reading, 101, "b");
        assertThat(told()).isEqualTo("<100>ab");
    }

    @Test
    void aReaderOfATimeHearsOnlyOfWhatTheHostSaysIsMissing() {
        var reading = OutputReading.fromSomewhere(OutputText.raw());
        chunk(reading, 100, "a");
        assertThat(told()).isEqualTo("a");
        pieces.clear();
        var told = OutputReading.fromSomewhere(OutputText.raw());
        chunk(told, 40, "");
        chunk(told, 100, "a");
        assertThat(told()).isEqualTo("<60>a");
    }

    @Test
    void aGapBetweenSegmentsIsToldAtItsPlace() {
        var reading = OutputReading.fromTheStart(OutputText.raw());
        chunk(reading, 0, "abc");
        chunk(reading, 10, "k");
        assertThat(told()).isEqualTo("abc<7>k");
    }

    @Test
    void whatIsMissingAtTheEndIsTold() {
        var reading = OutputReading.fromTheStart(OutputText.raw());
        chunk(reading, 0, "abc");
        chunk(reading, 10, "");
        pieces.addAll(reading.finish());
        assertThat(told()).isEqualTo("abc<7>");
    }

    @Test
    void aLineThatTheGapCutIsNotJoinedWithWhatCameAfter() {
        var reading = OutputReading.fromTheStart(OutputText.readable());
        pieces.addAll(reading.resize(TerminalSize.of(80, 24)));
        chunk(reading, 0, "one\r\ntw");
        chunk(reading, 20, "ree\r\nfour\r\n");
        pieces.addAll(reading.finish());
        assertThat(told()).isEqualTo("one\ntw\n<13>ree\nfour\n");
    }
}
