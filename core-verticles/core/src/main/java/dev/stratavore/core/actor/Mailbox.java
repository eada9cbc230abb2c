package dev.stratavore.core.actor;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Jobs in the order they came, one at a time; the next begins when the one before is over. */
final class Mailbox {
    /** Something to do. */
    interface Job {
        /** Does it. What it throws or fails with is a bug of the actor. */
        Future<Void> run();

        /** It was taken from the queue and will not be done. */
        void drop();

        /** It was being done when its actor failed. */
        void abandon(Throwable cause);
    }

    private final int capacity;
    private final Executor turn;
    private final Consumer<Throwable> failed;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean busy;
    private Promise<Void> settled = Promise.promise();

    /**
     * Makes one that is closed.
     *
     * @param turn runs each job as a task of its own on the actor's thread, so that others get
     *     theirs between
     * @param failed told when a job fails, after which no other begins until {@link #open}
     */
    Mailbox(int capacity, Executor turn, Consumer<Throwable> failed) {
        this.capacity = capacity;
        this.turn = turn;
        this.failed = failed;
    }

    /** Whether there was room for it. */
    boolean offer(Job job) {
        if (waiting.size() >= capacity) {
            return false;
        }
        put(job);
        return true;
    }

    /** For the actor's own jobs, which are few by nature and must not be lost. */
    void put(Job job) {
        waiting.add(job);
        next();
    }

    void open() {
        open = true;
        next();
    }

    /** Begins no further job; what waits is the caller's to drop. */
    List<Job> close() {
        open = false;
        var left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    /** Completes when no job is being done. */
    Future<Void> settled() {
        return busy ? settled.future() : Future.succeededFuture();
    }

    boolean idle() {
        return !busy && waiting.isEmpty();
    }

    private void next() {
        if (open && !busy && !waiting.isEmpty()) {
            busy = true;
            settled = Promise.promise();
            turn.execute(this::runOne);
        }
    }

    private void runOne() {
        var job = open ? waiting.poll() : null;
        if (job == null) {
            over();
            return;
        }
        Future.<Void>succeededFuture()
                .compose(_ -> job.run())
                .onComplete(
                        _ -> over(),
                        cause -> {
                            open = false;
                            job.abandon(cause);
                            failed.accept(cause);
                            over();
                        });
    }

    private void over() {
        busy = false;
        settled.complete();
        next();
    }
}
