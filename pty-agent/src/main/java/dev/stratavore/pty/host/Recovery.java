package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.IndexRecord;
import dev.stratavore.pty.store.Journal;
import dev.stratavore.pty.store.StateDirectory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host finds of the one before it, at its start. Attempts without an end were lost with that
 * host, since their terminals were; ends that were not acknowledged are to be told again.
 */
final class Recovery {
    private final StateDirectory state;
    private final Journal journal;
    private final InstantSource clock;
    private final Map<RunnerRef, JournalEntry> ends = new HashMap<>();
    private final List<JournalEntry> added = new ArrayList<>();
    private final List<Attempt> unacknowledged = new ArrayList<>();
    private final List<Attempt> lost = new ArrayList<>();

    Recovery(StateDirectory state, Journal journal, InstantSource clock) {
        this.state = state;
        this.journal = journal;
        this.clock = clock;
    }

    /** Looks through everything, and records what was lost. */
    void run() throws IOException {
        for (JournalEntry entry : journal.found()) {
            if (entry.event() instanceof JournalEvent.Exited) {
                ends.put(entry.target(), entry);
            }
        }
        for (String runner : state.runners()) {
            for (RunnerRef ref : state.attempts(runner)) {
                AttemptFiles files = AttemptFiles.open(state.attempt(ref));
                if (files != null) {
                    recover(ref, files);
                }
            }
        }
    }

    private void recover(RunnerRef ref, AttemptFiles files) throws IOException {
        JournalEntry told = ends.get(ref);
        ProcessIdentity process = files.process();
        var attempt =
                new Attempt(
                        ref,
                        files.fence(),
                        process == null ? new ProcessIdentity(0, 0, 0) : process);
        ExitStatus exit = files.exit();
        ExitCause cause = told == null ? ExitCause.UNKNOWN : endOf(told).cause();
        if (exit == null) {
            exit = told == null ? lose(attempt, files) : endOf(told).status();
            files.ended(new IndexRecord.Ended(exit, files.span().end(), clock.millis()));
        }
        attempt.ended(exit, files.span());
        attempt.settled(cause);
        if (ends.containsKey(ref)) {
            unacknowledged.add(attempt);
        }
    }

    /** An attempt without a process was interrupted at its start: there is no end to tell. */
    private ExitStatus lose(Attempt attempt, AttemptFiles files) {
        var status = new ExitStatus.Lost();
        lost.add(attempt);
        if (files.process() != null) {
            JournalEntry entry =
                    journal.append(
                            attempt.ref(),
                            attempt.fence(),
                            new JournalEvent.Exited(status, files.span().end()),
                            clock.millis());
            ends.put(attempt.ref(), entry);
            added.add(entry);
        }
        return status;
    }

    private static JournalEvent.Exited endOf(JournalEntry entry) {
        return entry.event() instanceof JournalEvent.Exited exited
                ? exited
                : new JournalEvent.Exited(new ExitStatus.Lost(), 0);
    }

    /** Everything in the journal that was not acknowledged. */
    List<JournalEntry> entries() {
        List<JournalEntry> all = new ArrayList<>(journal.found());
        all.addAll(added);
        return all;
    }

    /** Attempts whose ends are to be told. */
    List<Attempt> unacknowledged() {
        return unacknowledged;
    }

    /** Those of them that went with the host before; something of theirs may still run. */
    List<Attempt> lost() {
        return lost;
    }
}
