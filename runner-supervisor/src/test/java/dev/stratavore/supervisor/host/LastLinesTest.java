package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.TerminalHost.Piece;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class LastLinesTest {
    private static Piece piece(String text, long missing) {
        return new Piece(Buffer.buffer(text), missing);
    }

    @Test
    void theLastLinesAreKeptHoweverTheyCome() {
        var last = new LastLines(2);
        last.add(piece("one\ntw", 0));
        last.add(piece("o\nthree\nfo", 0));
        assertThat(last.take()).containsExactly(piece("three\nfo", 0));
        assertThat(last.take()).isEmpty();
    }

    @Test
    void aGapAmongThemKeepsItsPlace() {
        var last = new LastLines(3);
        last.add(piece("one\ntwo\nth", 0));
        last.add(piece("ree\nfour\n", 7));
        assertThat(last.take()).containsExactly(piece("th", 0), piece("ree\nfour\n", 7));
    }

    @Test
    void aGapBeforeThemIsNotTold() {
        var last = new LastLines(1);
        last.add(piece("one\n", 5));
        last.add(piece("two\nthree\n", 0));
        assertThat(last.take()).containsExactly(piece("three\n", 0));
    }

    @Test
    void aGapAtTheEndIsTold() {
        var last = new LastLines(5);
        last.add(piece("one\n", 0));
        last.add(piece("", 9));
        assertThat(last.take()).containsExactly(piece("one\n", 0), piece("", 9));
    }
}
