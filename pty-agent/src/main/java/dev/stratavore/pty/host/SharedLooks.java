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
 * with the look that somebody else asks for meanwhile. Asking is for any thread.
 */
final class SharedLooks {
    private final Worker worker;
    private final EventLoop loop;
    private final Supplier<Look> looking;
    private final Duration pause;
    private final HostLog log;
    private List<Consumer<Look>> waiting = new ArrayList<>();
    private boolean coming;

    SharedLooks(
            Worker worker, EventLoop loop, Supplier<Look> looking, Duration pause, HostLog log) {
        this.worker = worker;
        this.loop = loop;
        this.looking = looking;
        this.pause = pause;
        this.log = log;
    }

    /** Does something, there, with a look that begins later than now. */
    synchronized void ask(Consumer<Look> work) {
        waiting.add(work);
        come();
    }

    private synchronized void come() {
        if (!coming && !waiting.isEmpty()) {
            coming = true;
            worker.tell(this::lookForAll);
        }
    }

    private synchronized List<Consumer<Look>> takeWaiting() {
        coming = false;
        List<Consumer<Look>> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    @SuppressWarnings(
            "CatchingUnchecked") // whatever fails must not keep the others from their look
    private void lookForAll() {
        List<Consumer<Look>> taken = takeWaiting();
        Look look;
        try {
            look = looking.get();
        } catch (RuntimeException e) {
            log.problem(e);
            again(taken);
            return;
        }
        List<Consumer<Look>> failed = new ArrayList<>();
        for (Consumer<Look> work : taken) {
            try {
                work.accept(look);
            } catch (RuntimeException e) {
                log.problem(e);
                failed.add(work);
            }
        }
        again(failed);
    }

    private synchronized void again(List<Consumer<Look>> works) {
        if (!works.isEmpty()) {
            waiting.addAll(works);
            loop.execute(() -> loop.schedule(pause, this::come));
        }
    }
}
