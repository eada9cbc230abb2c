package dev.stratavore.core.actor;

import dev.stratavore.core.port.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timers of one owner, so that none outlives it. */
public final class TimerSet implements Timers {
    private final Timers timers;
    private final Map<Object, Runnable> armed = new LinkedHashMap<>();
    private boolean closed;

    public TimerSet(Timers timers) {
        this.timers = timers;
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        if (closed) {
            return () -> {};
        }
        var key = new Object();
        var cancel =
                timers.after(
                        delay,
                        () -> {
                            if (armed.remove(key) != null) {
                                action.run();
                            }
                        });
        armed.put(key, cancel);
        return () -> cancel(key);
    }

    /** Cancels all that have not run, and arms none from now on. */
    public void close() {
        closed = true;
        for (var key : List.copyOf(armed.keySet())) {
            cancel(key);
        }
    }

    private void cancel(Object key) {
        var cancel = armed.remove(key);
        if (cancel != null) {
            cancel.run();
        }
    }
}
