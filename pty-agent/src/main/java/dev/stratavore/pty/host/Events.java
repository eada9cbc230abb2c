package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.store.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal as the loop sees it: entries that the daemon has not acknowledged, and who waits for
 * more. An entry is told only after the journal has it. When nobody acknowledges for long, the
 * oldest entries other than starts and ends are forgotten.
 */
final class Events {
    private static final int MOST_UNACKNOWLEDGED = 10_000;

    private final Worker disk;
    private final Journal journal;
    private final InstantSource clock;
    private final List<JournalEntry> entries;
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    Events(Worker disk, Journal journal, InstantSource clock, List<JournalEntry> known) {
        this.disk = disk;
        this.journal = journal;
        this.clock = clock;
        this.entries = new ArrayList<>(known);
    }

    /** Records something of an attempt. */
    void record(RunnerRef target, long fence, JournalEvent event) {
        disk.ask(() -> write(target, fence, event), this::publish);
    }

    /** Records something while on the disk's thread; to be published on the loop. */
    JournalEntry write(RunnerRef target, long fence, JournalEvent event) {
        return journal.append(target, fence, event, clock.millis());
    }

    /** Tells of an entry. */
    void publish(JournalEntry entry) {
        entries.add(entry);
        if (entries.size() > MOST_UNACKNOWLEDGED) {
            forgetOne();
        }
        for (Runnable waiter : List.copyOf(waiting)) {
            waiter.run();
        }
    }

    private void forgetOne() {
        for (Iterator<JournalEntry> each = entries.iterator(); each.hasNext(); ) {
            JournalEvent event = each.next().event();
            if (!(event instanceof JournalEvent.Started)
                    && !(event instanceof JournalEvent.Exited)) {
                each.remove();
                return;
            }
        }
    }

    /** The first entry from a sequence on, or null. */
    @Nullable JournalEntry from(long sequence) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < entries.size() ? entries.get(low) : null;
    }

    /** Forgets entries up to a sequence, each of which is told for the last time. */
    void acknowledge(long sequence, Consumer<JournalEntry> forgotten) {
        while (!entries.isEmpty() && entries.getFirst().sequence() <= sequence) {
            forgotten.accept(entries.removeFirst());
        }
        List<JournalEntry> kept = List.copyOf(entries);
        disk.tell(() -> journal.acknowledge(sequence, kept));
    }

    /** Runs a task whenever an entry is told. */
    void subscribe(Runnable waiter) {
        waiting.add(waiter);
    }

    void unsubscribe(Runnable waiter) {
        waiting.remove(waiter);
    }
}
