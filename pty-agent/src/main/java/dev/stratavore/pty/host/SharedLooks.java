package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.process.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at all processes, on the worker's thread, each shared by everybody who asked before it
 * began. Nobody is left waiting by a look or a task that fails: it is tried again after a pause, or
 * with the look that somebody else asks for meanwhile, and whoever asked is told when that was in
 * vain too often. Asking is for any thread.
 */
final class SharedLooks {
    /** What fails so often in a row is not mended by another look. */
    static final int MOST_TRIES = 10;

    private final Worker worker;
    private final EventLoop loop;
    private final Supplier<Look> looking;
    private final Duration pause;
    private final HostLog log;
    private List<Asked> waiting = new ArrayList<>();
    private boolean coming;

    /** Something to do. */
    private record Asked(Consumer<Look> work, Runnable givenUp, int failures) {
        Asked failed() {
            return new Asked(work, givenUp, failures + 1);
        }
    }

    SharedLooks(
            Worker worker, EventLoop loop, Supplier<Look> looking, Duration pause, HostLog log) {
        this.worker = worker;
        this.loop = loop;
        this.looking = looking;
        this.pause = pause;
        this.log = log;
    }

    /**
     * Does something, there, with a look that begins later than now.
     *
     * @param givenUp told instead, on the loop, when that has failed {@link #MOST_TRIES} times
     */
    synchronized void ask(Consumer<Look> work, Runnable givenUp) {
        waiting.add(new Asked(work, givenUp, 0));
        come();
    }

    private synchronized void come() {
        if (!coming && !waiting.isEmpty()) {
            coming = true;
            worker.tell(this::lookForAll);
        }
    }

    private synchronized List<Asked> takeWaiting() {
        coming = false;
        List<Asked> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    @SuppressWarnings(
            "CatchingUnchecked") // whatever fails must not keep the others from their look
    private void lookForAll() {
        List<Asked> taken = takeWaiting();
        Look look;
        try {
            look = looking.get();
        } catch (RuntimeException e) {
            log.problem(e);
            again(taken);
            return;
        }
        List<Asked> failed = new ArrayList<>();
        for (Asked asked : taken) {
            try {
                asked.work.accept(look);
            } catch (RuntimeException e) {
                log.problem(e);
                failed.add(asked);
            }
        }
        again(failed);
    }

    private synchronized void again(List<Asked> works) {
        for (Asked before : works) {
            Asked asked = before.failed();
            if (asked.failures < MOST_TRIES) {
                waiting.add(asked);
            } else {
                loop.execute(asked.givenUp);
            }
        }
        if (!waiting.isEmpty()) {
            loop.execute(() -> loop.schedule(pause, this::come));
        }
    }
}
