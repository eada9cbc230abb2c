package dev.stratavore.pty.loop;

/** A task at a time. For the loop's thread only. */
public final class Timer implements Comparable<Timer> {
    private final long deadline;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    Timer(long deadline, long order, Runnable task) {
        this.deadline = deadline;
        this.order = order;
        this.task = task;
    }

    /** Keeps the task from running, if it has not run. */
    public void cancel() {
        cancelled = true;
    }

    long nanosLeft(long now) {
        return deadline - now;
    }

    boolean cancelled() {
        return cancelled;
    }

    void run() {
        if (!cancelled) {
            cancelled = true;
            task.run();
        }
    }

    @Override
    public int compareTo(Timer other) {
        int byDeadline = Long.signum(deadline - other.deadline);
        return byDeadline != 0 ? byDeadline : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }
}
