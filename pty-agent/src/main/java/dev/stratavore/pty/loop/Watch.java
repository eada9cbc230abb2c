package dev.stratavore.pty.loop;

/** One descriptor's place in a loop. For the loop's thread only. */
public final class Watch {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;

    /** What to do when a descriptor is ready; errors are for the implementation to handle. */
    @FunctionalInterface
    public interface Ready {
        void ready(int events);
    }

    final int fd;
    final long data;
    final Ready ready;
    private final Epoll epoll;
    private int interest;
    private boolean cancelled;

    Watch(Epoll epoll, int fd, long data, Ready ready) {
        this.epoll = epoll;
        this.fd = fd;
        this.data = data;
        this.ready = ready;
    }

    /** Whether this still stands and wants what happened. */
    boolean wants(int events) {
        return !cancelled && (events & (interest | ERR | HUP)) != 0;
    }

    /**
     * Waits for these events from now on. With none the descriptor leaves epoll altogether, since a
     * hang-up would be reported for ever otherwise.
     */
    public void interest(int events) throws ErrnoException {
        if (cancelled || events == interest) {
            return;
        }
        int operation = Epoll.CHANGE;
        if (interest == 0) {
            operation = Epoll.ADD;
        } else if (events == 0) {
            operation = Epoll.REMOVE;
        }
        epoll.control(operation, fd, events, data);
        interest = events;
    }

    /** What is waited for. */
    public int interest() {
        return interest;
    }

    /** Ends the watch, before the descriptor is closed. */
    public void cancel() {
        if (cancelled) {
            return;
        }
        try {
            interest(0);
        } catch (ErrnoException e) {
            // Removing can only fail for a descriptor that is no longer there.
            interest = 0;
        }
        cancelled = true;
    }
}
