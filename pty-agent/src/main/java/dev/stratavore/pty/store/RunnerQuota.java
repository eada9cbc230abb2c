package dev.stratavore.pty.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps all output of one runner below a limit: the oldest attempts go first, then segments. */
public final class RunnerQuota {
    private static final long LARGEST_SEGMENT = 4L << 20;
    private static final long LEAST_SEGMENT = 64L << 10;
    private static final int SEGMENTS_AT_LEAST = 4;

    private final AttemptFiles current;
    private final Deque<AttemptFiles> older = new ArrayDeque<>();

    /** The quota of a runner whose other attempts lie in these directories, oldest first. */
    public RunnerQuota(AttemptFiles current, List<Path> olderDirectories) throws IOException {
        this.current = current;
        for (Path directory : olderDirectories) {
            AttemptFiles files = AttemptFiles.open(directory);
            if (files != null) {
                older.add(files);
            }
        }
    }

    /** How large a segment gets under a limit. */
    public static long segmentBytes(long limit) {
        return Math.clamp(limit / SEGMENTS_AT_LEAST, LEAST_SEGMENT, LARGEST_SEGMENT);
    }

    /** Makes room for another segment. */
    public void makeRoom(long limit) throws IOException {
        long bytes = current.bytes();
        for (AttemptFiles files : older) {
            bytes += files.bytes();
        }
        long wanted = segmentBytes(limit);
        while (bytes + wanted > limit) {
            long before = current.bytes();
            AttemptFiles oldest = older.pollFirst();
            if (oldest != null) {
                bytes -= oldest.bytes();
                oldest.delete();
            } else if (current.dropOldest()) {
                bytes -= before - current.bytes();
            } else {
                return;
            }
        }
    }
}
