package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's output in numbered files of raw bytes. A segment starts where its index record says,
 * so output that could not be written leaves a gap between two segments. Beside a segment lies the
 * picture of the terminal at its start, where one was given.
 */
final class OutputLog {
    private static final long MARK_MILLIS = 10_000;

    /** A stretch of kept output. */
    record Segment(int number, TerminalSize size, long start, long length) {
        long end() {
            return start + length;
        }
    }

    private final Path directory;
    private final IndexFile index;
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable FileChannel current;
    private long lastMark;

    OutputLog(Path directory, IndexFile index, List<IndexRecord> known) throws IOException {
        this.directory = directory;
        this.index = index;
        for (IndexRecord record : known) {
            if (record instanceof IndexRecord.Segment(int number, var size, long start, long w)
                    && Files.exists(file(number))) {
                segments.add(new Segment(number, size, start, Files.size(file(number))));
            }
        }
    }

    private Path file(int number) {
        return directory.resolve(String.format(Locale.ROOT, "%04d.out", number));
    }

    private Path picture(int number) {
        return directory.resolve(String.format(Locale.ROOT, "%04d.snap", number));
    }

    List<Segment> segments() {
        return segments;
    }

    long bytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.length;
        }
        return sum;
    }

    /** The offset of the oldest byte that is kept. */
    long keptFrom() {
        return segments.isEmpty() ? 0 : segments.getFirst().start;
    }

    /** The offset after the newest byte that is kept. */
    long end() {
        return segments.isEmpty() ? 0 : segments.getLast().end();
    }

    /** Whether the next byte at this offset belongs into the segment that is open. */
    boolean continuesAt(long offset) {
        return current != null && end() == offset;
    }

    /** Begins a segment. */
    void begin(IndexRecord.Segment record, byte[] picture) throws IOException {
        close();
        if (picture.length > 0) {
            PrivateFiles.replace(picture(record.number()), ByteBuffer.wrap(picture));
        }
        FileChannel fresh =
                PrivateFiles.open(
                        file(record.number()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        try {
            index.append(record);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        current = fresh;
        segments.add(new Segment(record.number(), record.size(), record.offset(), 0));
        lastMark = record.wallMillis();
    }

    int nextNumber() {
        return segments.isEmpty() ? 1 : segments.getLast().number + 1;
    }

    /** Appends to the open segment. What could not be written whole is as if never written. */
    void append(List<ByteBuffer> pieces, long wallMillis) throws IOException {
        FileChannel channel = current;
        if (channel == null) {
            throw new IOException("no segment is open");
        }
        Segment last = segments.getLast();
        long length = last.length;
        try {
            if (wallMillis - lastMark >= MARK_MILLIS) {
                index.append(new IndexRecord.Mark(last.end(), wallMillis));
                lastMark = wallMillis;
            }
            for (ByteBuffer piece : pieces) {
                length += piece.remaining();
                PrivateFiles.writeFully(channel, piece);
            }
        } catch (IOException e) {
            current = null;
            PrivateFiles.cutBack(channel, last.length, e);
            PrivateFiles.closeAfter(channel, e);
            throw e;
        }
        segments.set(segments.size() - 1, new Segment(last.number, last.size, last.start, length));
    }

    /** Bytes from an offset on, or from the next that is kept; empty after the last. */
    StoredPiece read(long offset, int most) throws IOException {
        for (Segment segment : segments) {
            if (segment.end() > offset) {
                long from = Math.max(offset, segment.start);
                ByteBuffer into = ByteBuffer.allocate((int) Math.min(most, segment.end() - from));
                try (FileChannel channel =
                        FileChannel.open(file(segment.number), StandardOpenOption.READ)) {
                    channel.position(from - segment.start);
                    while (into.hasRemaining() && channel.read(into) >= 0) {}
                }
                return new StoredPiece(from, Arrays.copyOf(into.array(), into.position()));
            }
        }
        return new StoredPiece(Math.max(offset, end()), new byte[0]);
    }

    byte[] picture(Segment segment) throws IOException {
        Path file = picture(segment.number);
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** Deletes the oldest segment that is not open. */
    boolean dropOldest() throws IOException {
        if (segments.isEmpty() || (segments.size() == 1 && current != null)) {
            return false;
        }
        Segment oldest = segments.removeFirst();
        Files.deleteIfExists(file(oldest.number));
        Files.deleteIfExists(picture(oldest.number));
        return true;
    }

    void close() throws IOException {
        FileChannel closing = current;
        current = null;
        if (closing != null) {
            closing.close();
        }
    }
}
