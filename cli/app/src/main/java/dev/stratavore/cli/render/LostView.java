package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Runner;
import java.util.List;

/** How it is said that runners were lost. */
public final class LostView {
    private LostView() {}

    /** In one line, with what brings them back. */
    public static String line(List<Runner> lost) {
        return (lost.size() == 1 ? "1 runner is" : lost.size() + " runners are")
                + " gone that the machine or the pty host took along; to start them afresh:"
                + " stratavore resume --lost";
    }
}
