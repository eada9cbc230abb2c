package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs everything that belongs to one thread: ready descriptors, timers, and tasks handed in by
 * others. Only {@link #execute} and {@link #stop} may be called from another thread. What a handler
 * throws is reported and never ends the loop.
 */
public final class EventLoop implements Executor {
    private static final int IO_BYTES = 128 << 10;

    private final LongSupplier nanos;
    private final Consumer<Throwable> problems;
    private final Epoll epoll;
    private final int wakeFd;
    private final MemorySegment ioBuffer;
    private final MemorySegment wakeValue;
    private final Map<Long, Watch> watches = new HashMap<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile boolean stopped;
    private boolean ended;
    private long lastId;

    /**
     * Creates a loop that {@link #run} makes a thread's.
     *
     * @param nanos a monotonic clock in nanoseconds
     * @param problems told of whatever a handler throws
     */
    public EventLoop(LongSupplier nanos, Consumer<Throwable> problems) throws ErrnoException {
        this.nanos = nanos;
        this.problems = problems;
        Arena arena = Arena.ofAuto();
        this.epoll = new Epoll(arena);
        this.wakeFd = epoll.eventFd();
        this.ioBuffer = arena.allocate(IO_BYTES, Long.BYTES);
        this.wakeValue = arena.allocate(2L * Long.BYTES, Long.BYTES);
        wakeValue.set(JAVA_LONG, 0, 1L);
        watch(wakeFd, this::drainWake).interest(Watch.IN);
    }

    /** Memory for one read or write at a time; its content holds until the handler returns. */
    public MemorySegment ioBuffer() {
        return ioBuffer;
    }

    /** Starts to watch a descriptor, at first for nothing. */
    public Watch watch(int fd, Watch.Ready ready) {
        lastId++;
        Watch watch = new Watch(epoll, fd, lastId, ready);
        watches.put(lastId, watch);
        return watch;
    }

    /** Ends a watch and closes its descriptor. */
    public void close(Watch watch) {
        if (watches.remove(watch.data) != null) {
            watch.cancel();
            Fds.close(watch.fd);
        }
    }

    /** Runs a task after a delay. */
    public Timer schedule(Duration delay, Runnable task) {
        lastId++;
        Timer timer = new Timer(nanos.getAsLong() + delay.toNanos(), lastId, task);
        timers.add(timer);
        return timer;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Makes {@link #run} return after what it is doing. */
    public void stop() {
        stopped = true;
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            writeWake();
        }
    }

    /** Never after the loop's end, when the descriptor's number may be another's. */
    private synchronized void writeWake() {
        if (ended) {
            return;
        }
        try {
            int ignored = Fds.write(wakeFd, wakeValue, Long.BYTES);
        } catch (ErrnoException e) {
            problems.accept(e);
        }
    }

    private void drainWake(int events) {
        try {
            int ignored = Fds.read(wakeFd, wakeValue.asSlice(Long.BYTES, Long.BYTES), Long.BYTES);
        } catch (ErrnoException e) {
            problems.accept(e);
        }
    }

    /** Serves until {@link #stop}; then the loop is of no further use. */
    public void run() throws ErrnoException {
        while (!stopped) {
            awake.set(false);
            runTasks();
            int count = epoll.await(timeout());
            for (int i = 0; i < count; i++) {
                dispatch(epoll.data(i), epoll.happened(i));
            }
            runTimers();
        }
        runTasks();
        end();
    }

    private synchronized void end() {
        ended = true;
        watches.values().forEach(Watch::cancel);
        Fds.close(wakeFd);
        epoll.close();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void dispatch(long id, int events) {
        Watch watch = watches.get(id);
        if (watch != null && watch.wants(events)) {
            guarded(() -> watch.ready.ready(events));
        }
    }

    private void runTimers() {
        for (Timer next = timers.peek(); next != null; next = timers.peek()) {
            if (!next.cancelled() && next.nanosLeft(nanos.getAsLong()) > 0) {
                return;
            }
            timers.poll();
            guarded(next::run);
        }
    }

    /** Milliseconds until the next timer, rounded up so that the loop does not spin before it. */
    private int timeout() {
        if (!tasks.isEmpty() || stopped) {
            return 0;
        }
        for (Timer next = timers.peek(); next != null; next = timers.peek()) {
            if (next.cancelled()) {
                timers.poll();
                continue;
            }
            long left = Math.max(0, next.nanosLeft(nanos.getAsLong()));
            return (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
        }
        return -1;
    }

    @SuppressWarnings("CatchingUnchecked") // every runner's terminal depends on this thread
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable t) {
            problems.accept(t);
        }
    }
}
