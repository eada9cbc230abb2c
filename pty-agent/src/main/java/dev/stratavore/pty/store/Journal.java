package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.RunnerRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happened, numbered, until the daemon says that it knows. An entry that the disk does not
 * take is still told, and written as soon as the disk allows; a number is never used twice.
 */
public final class Journal {
    private static final long COMPACT_BYTES = 256 << 10;

    private final JournalFile file;
    private final Deque<Frame> unwritten = new ArrayDeque<>();
    private final List<JournalEntry> found = new ArrayList<>();
    private long acknowledged;
    private long last;

    /** Opens a journal, which is made if it is not there. */
    public Journal(Path path) throws IOException {
        file = new JournalFile(path);
        for (Frame frame : file.read()) {
            if (frame instanceof JournalEntry entry) {
                found.add(entry);
                last = Math.max(last, entry.sequence());
            } else if (frame instanceof HostRequest.Ack(int request, long sequence)) {
                acknowledged = Math.max(acknowledged, sequence);
                last = Math.max(last, sequence);
            }
        }
        found.removeIf(entry -> entry.sequence() <= acknowledged);
    }

    /** What was not acknowledged when the journal was opened. */
    public List<JournalEntry> found() {
        return List.copyOf(found);
    }

    /** Adds an entry; one that tells of an end is on the disk itself when this returns. */
    public JournalEntry append(RunnerRef target, long fence, JournalEvent event, long wallMillis) {
        last++;
        JournalEntry entry = new JournalEntry(0, last, wallMillis, target, fence, event);
        unwritten.add(entry);
        write(event instanceof JournalEvent.Exited);
        return entry;
    }

    /**
     * Forgets what is acknowledged.
     *
     * @param kept the entries after the sequence, for a shorter file
     */
    public void acknowledge(long sequence, List<JournalEntry> kept) {
        if (sequence <= acknowledged || sequence > last) {
            return;
        }
        acknowledged = sequence;
        unwritten.removeIf(frame -> frame instanceof JournalEntry e && e.sequence() <= sequence);
        unwritten.add(new HostRequest.Ack(0, sequence));
        write(false);
        if (file.bytes() > COMPACT_BYTES) {
            compact(kept);
        }
    }

    private void compact(List<JournalEntry> kept) {
        List<Frame> frames = new ArrayList<>();
        frames.add(new HostRequest.Ack(0, acknowledged));
        frames.addAll(kept);
        try {
            file.rewrite(frames);
            unwritten.clear();
        } catch (IOException e) {
            // The longer file says the same.
            return;
        }
    }

    private void write(boolean force) {
        try {
            while (!unwritten.isEmpty()) {
                file.append(unwritten.peekFirst());
                unwritten.removeFirst();
            }
            if (force) {
                file.force();
            }
        } catch (IOException e) {
            // Kept in memory; the next append or acknowledgement tries again.
            return;
        }
    }

    /** Whether entries wait for the disk to take them. */
    public boolean behind() {
        return !unwritten.isEmpty();
    }

    /** Tries to write what waits, and closes the file. */
    public void close() throws IOException {
        write(true);
        file.close();
    }
}
