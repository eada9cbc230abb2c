package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.StateDirectory;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what the disk keeps of attempts that the host does not hold any more; disk's thread. */
final class KeptAttempts {
    private final StateDirectory state;
    private final HostLog log;

    KeptAttempts(StateDirectory state, HostLog log) {
        this.state = state;
        this.log = log;
    }

    boolean exists(RunnerRef ref) {
        return open(ref) != null;
    }

    /** The files of an attempt, of the latest for attempt 0, or null. */
    @Nullable AttemptFiles open(RunnerRef ref) {
        try {
            RunnerRef named = ref.attempt() == 0 ? latest(ref) : ref;
            return named == null ? null : AttemptFiles.open(state.attempt(named));
        } catch (IOException e) {
            log.trouble("unreadable", "runner", ref.runner(), "error", e);
            return null;
        }
    }

    private @Nullable RunnerRef latest(RunnerRef ref) throws IOException {
        List<RunnerRef> refs = state.attempts(ref.runner());
        return refs.isEmpty() ? null : refs.getLast();
    }

    /** Deletes an attempt, or all of a runner's for attempt 0. */
    void delete(RunnerRef ref) {
        try {
            for (RunnerRef each : state.attempts(ref.runner())) {
                if (ref.attempt() == 0 || ref.equals(each)) {
                    state.delete(each);
                }
            }
        } catch (IOException e) {
            log.trouble("not-deleted", "runner", ref.runner(), "error", e);
        }
    }
}
