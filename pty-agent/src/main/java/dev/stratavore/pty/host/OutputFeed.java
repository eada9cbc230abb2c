package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.Timer;
import dev.stratavore.pty.store.RunnerQuota;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the ring's content to the disk, one write at a time and a little later, so that single
 * keystrokes do not each cost a write. While the disk is behind by nearly the whole ring the
 * terminal is not read; a disk that fails marks a gap and holds nobody back.
 */
final class OutputFeed {
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int SOON_BYTES = 32 << 10;

    /** Room for what one turn of reading may still bring. */
    private static final int RESERVE_BYTES = 48 << 10;

    private final HostServices host;
    private final OutputRing ring;
    private final AttemptStore store;
    private final ReadGate gate;
    private final Supplier<Picture> picture;
    private long stored;
    private long segmentStart;
    private boolean writing;
    private @Nullable Timer delay;
    private @Nullable Runnable finish;
    private boolean failing;
    private long gapFrom;
    private String gapReason = "";

    /** The screen at the ring's end. */
    @SuppressWarnings("ArrayRecordComponent") // made once and written once
    record Picture(TerminalSize size, byte[] bytes) {}

    OutputFeed(
            HostServices host,
            OutputRing ring,
            AttemptStore store,
            ReadGate gate,
            Supplier<Picture> picture) {
        this.host = host;
        this.ring = ring;
        this.store = store;
        this.gate = gate;
        this.picture = picture;
    }

    /** The ring has more. */
    void appended() {
        long behind = ring.end() - stored;
        if (ring.limit() - behind < RESERVE_BYTES) {
            gate.hold(ReadGate.DISK);
        }
        if (writing) {
            return;
        }
        if (behind >= SOON_BYTES) {
            flush();
        } else if (delay == null) {
            delay = host.loop().schedule(DELAY, this::flush);
        }
    }

    private void flush() {
        if (delay != null) {
            delay.cancel();
            delay = null;
        }
        if (writing) {
            return;
        }
        long from = stored;
        long to = ring.end();
        if (from == to) {
            finishIfAsked();
            return;
        }
        writing = true;
        List<ByteBuffer> slices = ring.slices(from, to);
        Picture next = null;
        long segmentBytes = RunnerQuota.segmentBytes(host.settings().get().outputLimitBytes());
        if (to - segmentStart >= segmentBytes) {
            segmentStart = to;
            next = picture.get();
        }
        Picture nextSegment = next;
        host.disk()
                .ask(
                        () -> store.append(from, slices, nextSegment),
                        failure -> written(from, to, failure));
    }

    private void written(long from, long to, String failure) {
        writing = false;
        stored = to;
        gate.release(ReadGate.DISK);
        if (!failure.isEmpty() && !failing) {
            failing = true;
            gapFrom = to;
            gapReason = failure;
            gap(from, to, failure);
        } else if (failure.isEmpty() && failing) {
            endGap(from);
        }
        if (ring.end() > stored) {
            appended();
        } else {
            finishIfAsked();
        }
    }

    private void endGap(long to) {
        failing = false;
        if (to > gapFrom) {
            gap(gapFrom, to, gapReason);
        }
    }

    private void gap(long from, long to, String reason) {
        host.log().trouble("output-gap", "runner", store.ref(), "from", from, "to", to);
        host.events().record(store.ref(), store.fence(), new JournalEvent.Gap(from, to, reason));
    }

    /** Nothing more comes: writes the rest, then the end, and tells the entry of it. */
    void finish(ExitStatus status, Consumer<JournalEntry> done) {
        long end = ring.end();
        finish = () -> host.disk().ask(() -> store.end(status, end), done);
        flush();
    }

    private void finishIfAsked() {
        Runnable now = finish;
        if (now != null) {
            finish = null;
            if (failing) {
                endGap(stored);
            }
            now.run();
        }
    }
}
