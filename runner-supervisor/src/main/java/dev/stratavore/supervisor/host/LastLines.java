package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.TerminalHost.Piece;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines of a stream of bytes, and never more than a bounded number of bytes. */
final class LastLines {
    private static final int MOST_BYTES = 16 << 20;

    private final int wanted;
    private final Deque<Line> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private int bytes;
    private long missing;

    /** A line, and what is missing before it. */
    @SuppressWarnings("ArrayRecordComponent") // made once and read once
    private record Line(byte[] text, long missing) {}

    LastLines(int wanted) {
        this.wanted = wanted;
    }

    void add(Piece piece) {
        if (piece.missing() > 0) {
            closeOpen();
            missing += piece.missing();
        }
        add(piece.data().getBytes());
    }

    private void add(byte[] text) {
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                open.write(text, from, i + 1 - from);
                from = i + 1;
                closeLine();
            }
        }
        open.write(text, from, text.length - from);
        if (open.size() > MOST_BYTES) {
            closeLine();
        }
    }

    private void closeOpen() {
        if (open.size() > 0) {
            closeLine();
        }
    }

    private void closeLine() {
        var line = new Line(open.toByteArray(), missing);
        open.reset();
        missing = 0;
        lines.add(line);
        bytes += line.text.length;
        while (lines.size() > wanted || (bytes > MOST_BYTES && lines.size() > 1)) {
            bytes -= lines.remove().text.length;
        }
    }

    /** What is kept, an unfinished line counting as one. */
    List<Piece> take() {
        closeOpen();
        List<Piece> pieces = new ArrayList<>();
        Buffer data = Buffer.buffer(bytes);
        long before = 0;
        for (Line line : lines) {
            if (line.missing > 0) {
                pieces.add(new Piece(data, before));
                data = Buffer.buffer();
                before = line.missing;
            }
            data.appendBytes(line.text);
        }
        pieces.add(new Piece(data, before));
        pieces.add(new Piece(Buffer.buffer(), missing));
        lines.clear();
        bytes = 0;
        missing = 0;
        pieces.removeIf(piece -> piece.data().length() == 0 && piece.missing() == 0);
        return pieces;
    }
}
