package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.IndexRecord;
import dev.stratavore.pty.store.RunnerQuota;
import dev.stratavore.pty.store.SizeFrom;
import dev.stratavore.pty.store.StoredPiece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a live attempt, for the disk's thread. Failures become values here: they are told in
 * the journal and stop nobody.
 */
final class AttemptStore {
    /** What a shell says of SIGKILL. */
    private static final int KILLED = 128 + 9;

    private static final byte[] NO_PICTURE = {};

    private final RunnerRef ref;
    private final AttemptFiles files;
    private final RunnerQuota quota;
    private final @Nullable RunnerCgroup cgroup;
    private final Settings settings;
    private final Events events;
    private final InstantSource clock;
    private final HostLog log;
    private volatile long keptFrom;
    private final Deque<SizeFrom> sizes = new ArrayDeque<>();

    AttemptStore(
            RunnerRef ref,
            AttemptFiles files,
            RunnerQuota quota,
            TerminalSize size,
            @Nullable RunnerCgroup cgroup,
            HostServices host) {
        this.ref = ref;
        this.files = files;
        this.quota = quota;
        sizes.add(new SizeFrom(0, size));
        this.cgroup = cgroup;
        this.settings = host.settings();
        this.events = host.events();
        this.clock = host.clock();
        this.log = host.log();
    }

    RunnerRef ref() {
        return ref;
    }

    long fence() {
        return files.fence();
    }

    /** The control group that holds the program, or null. */
    @Nullable RunnerCgroup cgroup() {
        return cgroup;
    }

    /** The offset of the oldest output on disk, as of the last write. Any thread. */
    long keptFrom() {
        return keptFrom;
    }

    /** What else is asked of the files, on the disk's thread. */
    AttemptFiles files() {
        return files;
    }

    /** Writes output; what failed, or nothing. */
    String append(long offset, List<ByteBuffer> slices, OutputFeed.@Nullable Picture next) {
        long now = clock.millis();
        long end = offset;
        for (ByteBuffer slice : slices) {
            end += slice.remaining();
        }
        try {
            TerminalSize size = sizeAt(offset);
            if (files.needsSegmentAt(offset)) {
                quota.makeRoom(settings.get().outputLimitBytes());
                files.beginSegment(size, offset, now, NO_PICTURE);
            }
            files.append(slices, now);
            keptFrom = files.span().keptFrom();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            // A defect; the program must not be held back by it.
            log.problem(e);
            return String.valueOf(e);
        }
        if (next != null) {
            beginSegment(next, end, now);
        }
        return "";
    }

    private void beginSegment(OutputFeed.Picture picture, long offset, long now) {
        try {
            quota.makeRoom(settings.get().outputLimitBytes());
            files.beginSegment(picture.size(), offset, now, picture.bytes());
        } catch (IOException e) {
            // The next write tries again, without a picture, and tells if it fails.
            return;
        }
    }

    /** Output reaches the disk a little later than a change of size that came after it. */
    private TerminalSize sizeAt(long offset) {
        SizeFrom at = sizes.removeFirst();
        while (!sizes.isEmpty() && sizes.getFirst().offset() <= offset) {
            at = sizes.removeFirst();
        }
        sizes.addFirst(at);
        return at.size();
    }

    /** Notes a change of size. */
    void resized(TerminalSize to, long offset) {
        if (sizes.getLast().offset() == offset) {
            sizes.removeLast();
        }
        sizes.add(new SizeFrom(offset, to));
        try {
            files.resized(to, offset, clock.millis());
        } catch (IOException e) {
            // A full disk: a later replay draws this stretch in the old size.
            return;
        }
    }

    /** Notes the end: first in the journal, from which the index can be mended. */
    JournalEntry end(ExitStatus status, long offset) {
        JournalEntry entry =
                events.write(
                        ref,
                        files.fence(),
                        new JournalEvent.Exited(status, offset, causeOf(status)));
        try {
            files.ended(new IndexRecord.Ended(status, offset, clock.millis()));
        } catch (IOException e) {
            log.trouble("index-behind", "runner", ref, "error", e);
        }
        return entry;
    }

    /** Killed, by itself or by a shell's report of it, while the kernel killed for memory. */
    private ExitCause causeOf(ExitStatus status) {
        boolean killed = status.shellCode() == KILLED;
        return killed && cgroup != null && cgroup.oomKills() > 0
                ? ExitCause.OUT_OF_MEMORY
                : ExitCause.UNKNOWN;
    }

    /** Kept output; empty where it cannot be read. */
    StoredPiece read(long offset, int most) {
        try {
            return files.read(offset, most);
        } catch (IOException e) {
            return new StoredPiece(offset, new byte[0]);
        }
    }
}
