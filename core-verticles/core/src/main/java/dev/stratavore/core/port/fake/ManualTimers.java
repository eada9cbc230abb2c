package dev.stratavore.core.port.fake;

import dev.stratavore.core.port.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timers that stand still until they are told how much time went by. Thread-safe. */
public final class ManualTimers implements Timers {
    private record Armed(Duration at, Duration delay, Runnable action, @Nullable Context context) {}

    private record Awaited(Duration delay, Promise<Void> promise) {}

    private final List<Armed> armed = new ArrayList<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        var timer = new Armed(now.plus(delay), delay, action, Vertx.currentContext());
        armed.add(timer);
        for (var waiter : List.copyOf(awaited)) {
            if (waiter.delay().equals(delay)) {
                awaited.remove(waiter);
                waiter.promise().complete();
            }
        }
        return () -> cancel(timer);
    }

    /** Completes when a timer of this delay is armed, or is so already. */
    public synchronized Future<Void> whenArmed(Duration delay) {
        if (armed.stream().anyMatch(timer -> timer.delay().equals(delay))) {
            return Future.succeededFuture();
        }
        var promise = Promise.<Void>promise();
        awaited.add(new Awaited(delay, promise));
        return promise.future();
    }

    /** Lets time go by and runs what is due, each on the context that armed it. */
    public void advance(Duration by) {
        for (var timer : due(by)) {
            var context = timer.context();
            if (context == null) {
                timer.action().run();
            } else {
                context.runOnContext(_ -> timer.action().run());
            }
        }
    }

    /** How many have neither run nor been cancelled. */
    public synchronized int armed() {
        return armed.size();
    }

    private synchronized List<Armed> due(Duration by) {
        now = now.plus(by);
        var due =
                armed.stream()
                        .filter(timer -> timer.at().compareTo(now) <= 0)
                        .sorted(Comparator.comparing(Armed::at))
                        .toList();
        armed.removeAll(due);
        return due;
    }

    private synchronized void cancel(Armed timer) {
        armed.remove(timer);
    }
}
