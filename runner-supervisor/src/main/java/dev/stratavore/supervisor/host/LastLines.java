package dev.stratavore.supervisor.host;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last lines of a stream of bytes, and never more than a bounded number of bytes. */
final class LastLines {
    private static final int MOST_BYTES = 16 << 20;

    private final int wanted;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private int bytes;

    LastLines(int wanted) {
        this.wanted = wanted;
    }

    void add(byte[] text) {
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

    private void closeLine() {
        var line = open.toByteArray();
        open.reset();
        lines.add(line);
        bytes += line.length;
        while (lines.size() > wanted || (bytes > MOST_BYTES && lines.size() > 1)) {
            bytes -= lines.remove().length;
        }
    }

    /** What is kept, an unfinished line counting as one. */
    byte[] take() {
        if (open.size() > 0) {
            closeLine();
        }
        var all = new ByteArrayOutputStream(bytes);
        lines.forEach(all::writeBytes);
        lines.clear();
        bytes = 0;
        return all.toByteArray();
    }
}
