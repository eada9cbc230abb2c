package dev.stratavore.cli.attach;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells the launch script how to bring the terminal back should this process be killed outright: a
 * line with the bytes that undo the modes, whenever they change, and the word {@code done} at the
 * end. Without a script that listens it does nothing.
 */
final class Guard {
    private static final byte[] DONE = {'d', 'o', 'n', 'e'};

    private @Nullable FileOutputStream pipe;
    private byte @Nullable [] told;

    private Guard(@Nullable FileOutputStream pipe) {
        this.pipe = pipe;
    }

    /**
     * The guard behind a descriptor.
     *
     * @param descriptor its number, null for none
     */
    static Guard behind(@Nullable String descriptor) {
        if (descriptor == null) {
            return new Guard(null);
        }
        try {
            return new Guard(new FileOutputStream("/dev/fd/" + descriptor));
        } catch (IOException e) {
            // The terminal is still restored by this process itself.
            return new Guard(null);
        }
    }

    /** The bytes that would undo the modes now. */
    synchronized void undo(byte[] resets) {
        if (!Arrays.equals(resets, told)) {
            told = resets;
            line(resets);
        }
    }

    /** The terminal is as it was. */
    synchronized void done() {
        line(DONE);
        pipe = null;
    }

    private void line(byte[] text) {
        FileOutputStream to = pipe;
        if (to == null) {
            return;
        }
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        try {
            to.write(line);
        } catch (IOException e) {
            // The script is gone, and with it who would listen.
            pipe = null;
        }
    }
}
