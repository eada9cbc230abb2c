package dev.stratavore.pty.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Walks through kept output and the changes of size in it. */
final class Replayer {
    private static final int PIECE = 64 << 10;

    private final OutputLog log;
    private final Replay replay;
    private final Deque<IndexRecord.Resized> resizes = new ArrayDeque<>();

    Replayer(OutputLog log, List<IndexRecord> records, Replay replay) {
        this.log = log;
        this.replay = replay;
        for (IndexRecord record : records) {
            if (record instanceof IndexRecord.Resized resized) {
                resizes.add(resized);
            }
        }
    }

    void run(long from) throws IOException {
        while (!resizes.isEmpty() && resizes.getFirst().offset() < from) {
            resizes.removeFirst();
        }
        long at = from;
        while (true) {
            IndexRecord.Resized next = resizes.peekFirst();
            if (next != null && next.offset() <= at) {
                replay.resize(resizes.removeFirst().size());
                continue;
            }
            long most = next == null ? PIECE : Math.min(PIECE, next.offset() - at);
            StoredPiece piece = log.read(at, (int) most);
            if (piece.bytes().length == 0) {
                resizes.forEach(resized -> replay.resize(resized.size()));
                return;
            }
            replay.output(piece.bytes());
            at = piece.end();
        }
    }
}
