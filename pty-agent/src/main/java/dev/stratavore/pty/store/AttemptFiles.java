package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything kept of one attempt: who ran, how it ended, what it wrote and at which sizes. */
public final class AttemptFiles {
    private static final String INDEX = "index";

    private final Path directory;
    private final IndexFile index;
    private final OutputLog log;
    private long fence;
    private @Nullable ProcessIdentity process;
    private IndexRecord.@Nullable Ended ended;

    private AttemptFiles(Path directory, IndexFile index, List<IndexRecord> known)
            throws IOException {
        this.directory = directory;
        this.index = index;
        this.log = new OutputLog(directory, index, known);
        for (IndexRecord record : known) {
            switch (record) {
                case IndexRecord.Launched launched -> fence = launched.fence();
                case IndexRecord.Started started -> process = started.process();
                case IndexRecord.Ended end -> ended = end;
                case IndexRecord.Segment segment -> {}
                case IndexRecord.Resized resized -> {}
                case IndexRecord.Mark mark -> {}
            }
        }
    }

    /** Makes the files of a new attempt. */
    public static AttemptFiles create(Path directory, IndexRecord.Launched launched)
            throws IOException {
        PrivateFiles.directories(directory);
        var index = new IndexFile(directory.resolve(INDEX));
        index.append(launched);
        return new AttemptFiles(directory, index, List.of(launched));
    }

    /** Opens what is kept of an attempt, or null if nothing is. */
    public static @Nullable AttemptFiles open(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(INDEX))) {
            return null;
        }
        var index = new IndexFile(directory.resolve(INDEX));
        return new AttemptFiles(directory, index, index.read());
    }

    public long fence() {
        return fence;
    }

    /** Which process led it, null if none ever ran. */
    public @Nullable ProcessIdentity process() {
        return process;
    }

    /** How it ended, null if that is not recorded. */
    public @Nullable ExitStatus exit() {
        return ended == null ? null : ended.status();
    }

    /** The offsets of the output that is kept. */
    public OutputSpan span() {
        long end = ended == null ? log.end() : Math.max(log.end(), ended.offset());
        return new OutputSpan(Math.min(log.keptFrom(), end), end);
    }

    /** The program runs. */
    public void started(ProcessIdentity identity) throws IOException {
        process = identity;
        index.append(new IndexRecord.Started(identity));
    }

    /** The terminal has another size from an offset on. */
    public void resized(TerminalSize size, long offset, long wallMillis) throws IOException {
        index.append(new IndexRecord.Resized(size, offset, wallMillis));
    }

    /** The program has ended; nothing more is written. */
    public void ended(IndexRecord.Ended end) throws IOException {
        ended = end;
        log.close();
        index.append(end);
    }

    /** Whether output at this offset needs a new segment first. */
    public boolean needsSegmentAt(long offset) {
        return !log.continuesAt(offset);
    }

    /** Begins a segment with the picture of the terminal there, empty if there is none. */
    public void beginSegment(TerminalSize size, long offset, long wallMillis, byte[] picture)
            throws IOException {
        log.begin(new IndexRecord.Segment(log.nextNumber(), size, offset, wallMillis), picture);
    }

    /** Appends output to the open segment; if it fails, nothing of it is kept. */
    public void append(List<ByteBuffer> pieces, long wallMillis) throws IOException {
        log.append(pieces, wallMillis);
    }

    /** Reads output, see {@link OutputLog#read}. */
    public StoredPiece read(long offset, int most) throws IOException {
        return log.read(offset, most);
    }

    /** The first offset that holds nothing written before a time, as far as marks tell. */
    public long offsetSince(long wallMillis) throws IOException {
        long offset = 0;
        for (IndexRecord record : index.read()) {
            if (record instanceof IndexRecord.Mark(long at, long wall) && wall <= wallMillis) {
                offset = at;
            }
            if (record instanceof IndexRecord.Segment(int n, var size, long at, long wall)
                    && wall <= wallMillis) {
                offset = at;
            }
        }
        return offset;
    }

    /** The sizes of the terminal, in order of the offsets from which they hold. */
    public List<SizeFrom> sizes() throws IOException {
        List<SizeFrom> sizes = new ArrayList<>();
        for (IndexRecord record : index.read()) {
            switch (record) {
                case IndexRecord.Segment(int n, var size, long at, long wall) ->
                        sizes.add(new SizeFrom(at, size));
                case IndexRecord.Resized(var size, long at, long wall) ->
                        sizes.add(new SizeFrom(at, size));
                case IndexRecord.Launched launched -> {}
                case IndexRecord.Started started -> {}
                case IndexRecord.Mark mark -> {}
                case IndexRecord.Ended end -> {}
            }
        }
        sizes.sort(Comparator.comparingLong(SizeFrom::offset));
        return sizes;
    }

    /** Bytes of output on disk. */
    long bytes() {
        return log.bytes();
    }

    /** Drops the oldest segment, if there is one besides that which is written. */
    boolean dropOldest() throws IOException {
        if (!log.dropOldest()) {
            return false;
        }
        List<IndexRecord> kept = new ArrayList<>();
        for (IndexRecord record : index.read()) {
            boolean old =
                    switch (record) {
                        case IndexRecord.Segment segment -> segment.offset() < log.keptFrom();
                        case IndexRecord.Resized resized -> resized.offset() < log.keptFrom();
                        case IndexRecord.Mark mark -> mark.offset() < log.keptFrom();
                        case IndexRecord.Launched launched -> false;
                        case IndexRecord.Started started -> false;
                        case IndexRecord.Ended end -> false;
                    };
            if (!old) {
                kept.add(record);
            }
        }
        index.rewrite(kept);
        return true;
    }

    /** Feeds what the segments from one on hold, in order, with the sizes. */
    public void replay(long tailBytes, Replay replay) throws IOException {
        List<OutputLog.Segment> segments = log.segments();
        int first = segments.size();
        for (long sum = 0; first > 0 && sum < tailBytes; first--) {
            sum += segments.get(first - 1).length();
        }
        if (first < segments.size()) {
            OutputLog.Segment start = segments.get(first);
            replay.start(start.size(), log.picture(start));
            new Replayer(log, index.read(), replay).run(start.start());
        }
    }

    /** Deletes everything. */
    public void delete() throws IOException {
        log.close();
        PrivateFiles.deleteDirectory(directory);
    }
}
