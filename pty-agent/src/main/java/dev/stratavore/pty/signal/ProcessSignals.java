package dev.stratavore.pty.signal;

import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * Takes signals of this process; handlers run on the JVM's signal thread and should only pass them
 * on.
 */
@SuppressForbidden(reason = "no supported API tells of a child's end or takes SIGTERM")
public final class ProcessSignals {
    private ProcessSignals() {}

    /** Runs after a child has ended, once for several that end together. */
    public static void onChild(Runnable task) {
        Signal.handle(new Signal("CHLD"), signal -> task.run());
    }

    /** Takes what asks the process to end; it goes on unless the handler ends it. */
    public static void onTerminate(Consumer<String> task) {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> task.accept(signal.getName()));
        }
    }

    /**
     * A terminal that goes away is nothing to us; with a handler, children get the default back.
     */
    public static void ignoreHangup() {
        Signal.handle(new Signal("HUP"), signal -> {});
    }
}
