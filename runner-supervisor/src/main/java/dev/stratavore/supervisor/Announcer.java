package dev.stratavore.supervisor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells whoever started us how the start goes, one line each: {@code progress: TEXT}, then {@code
 * ready}, or {@code failed: TEXT}; our exit code says what kind of failure it is. Silent unless
 * asked for.
 */
final class Announcer {
    private final boolean speaks;
    private final PrintStream out;

    private Announcer(boolean speaks, PrintStream out) {
        this.speaks = speaks;
        this.out = out;
    }

    /** Speaks on standard output, or keeps silent. */
    static Announcer onStandardOutput(boolean speaks) {
        return new Announcer(
                speaks,
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    void progress(String text) {
        say("progress: " + text);
    }

    /** The last word of a start that worked; the stream is of no use afterwards. */
    void ready() {
        say("ready");
        if (speaks) {
            out.close();
        }
    }

    void failed(String text) {
        say("failed: " + text);
    }

    private void say(String line) {
        if (speaks) {
            out.println(line);
        }
    }
}
