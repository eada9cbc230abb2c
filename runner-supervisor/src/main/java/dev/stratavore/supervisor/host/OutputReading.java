package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.TerminalHost.Piece;
import dev.stratavore.pty.frame.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Makes of the chunks of an output what its reader gets, and sees by their offsets where bytes are
 * missing. For one thread at a time.
 */
final class OutputReading {
    private static final long ANYWHERE = -1;

    private final OutputText text;
    private long expected;

    private OutputReading(OutputText text, long expected) {
        this.text = text;
        this.expected = expected;
    }

    /** A reading of what begins at the first byte that was ever written. */
    static OutputReading fromTheStart(OutputText text) {
        return new OutputReading(text, 0);
    }

    /** A reading of what begins at the offset of the first chunk. */
    static OutputReading fromSomewhere(OutputText text) {
        return new OutputReading(text, ANYWHERE);
    }

    List<Piece> chunk(long offset, byte[] bytes) {
        long missing = expected == ANYWHERE ? 0 : Math.max(0, offset - expected);
        expected = offset + bytes.length;
        return missing == 0
                ? piece(text.feed(bytes))
                : List.of(
                        new Piece(Buffer.buffer(text.gap()), 0),
                        new Piece(Buffer.buffer(text.feed(bytes)), missing));
    }

    List<Piece> resize(TerminalSize size) {
        return piece(text.resize(size));
    }

    List<Piece> settle() {
        return piece(text.settle());
    }

    List<Piece> finish() {
        return piece(text.finish());
    }

    private static List<Piece> piece(byte[] bytes) {
        return List.of(new Piece(Buffer.buffer(bytes), 0));
    }
}
