package dev.stratavore.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed in reverse order; a step that fails does not keep the others from
 * closing.
 */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Step> steps = new ArrayDeque<>();

    /** What closes one thing. */
    interface Action {
        void run() throws Exception;
    }

    private record Step(String name, Action action) {}

    /** Remembers how to close what was just opened. */
    synchronized void add(String name, Action action) {
        steps.push(new Step(name, action));
    }

    @Override
    public void close() {
        while (true) {
            Step step;
            synchronized (this) {
                step = steps.poll();
            }
            if (step == null) {
                return;
            }
            try {
                step.action().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("event=stop.interrupted step={}", step.name());
            } catch (Exception e) {
                LOG.warn("event=stop.failed step={} cause={}", step.name(), e.toString());
            }
        }
    }
}
