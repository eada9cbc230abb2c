package dev.stratavore.supervisor.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether a stream goes to the journal of systemd, which then says so: {@code JOURNAL_STREAM} holds
 * device and inode of the stream that it made. A stream that was led elsewhere since has others.
 */
public final class Journal {
    /** Our standard error, as the kernel shows it. */
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private static final String VARIABLE = "JOURNAL_STREAM";

    private Journal() {}

    /** Whether the journal reads our standard error. */
    public static boolean readsStandardError(Map<String, String> environment) {
        return reads(STANDARD_ERROR, environment);
    }

    static boolean reads(Path stream, Map<String, String> environment) {
        String told = environment.get(VARIABLE);
        if (told == null) {
            return false;
        }
        try {
            var device = Files.getAttribute(stream, "unix:dev");
            var inode = Files.getAttribute(stream, "unix:ino");
            return told.equals(device + ":" + inode);
        } catch (IOException e) {
            // A closed stream is nobody's.
            return false;
        }
    }
}
