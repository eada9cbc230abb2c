package dev.stratavore.cli.signal;

import java.util.function.IntConsumer;
import sun.misc.Signal;

/** What the process is told by signals; the handlers run on threads of the JVM. */
@SuppressForbidden(reason = "no supported API tells of a terminal's new size")
public final class ProcessSignals {
    private static final String[] ENDS = {"TERM", "HUP", "INT"};

    private ProcessSignals() {}

    /** Runs at each change of the terminal's size. */
    public static void onResize(Runnable change) {
        Signal.handle(new Signal("WINCH"), ignored -> change.run());
    }

    /** Gets the number of a signal that asks to end. A signal that is ignored stays so. */
    public static void onEnd(IntConsumer end) {
        for (String name : ENDS) {
            Signal.handle(new Signal(name), signal -> end.accept(signal.getNumber()));
        }
    }
}
