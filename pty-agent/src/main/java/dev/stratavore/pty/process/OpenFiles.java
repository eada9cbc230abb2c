package dev.stratavore.pty.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors of processes: how many there are, and how many there may be. */
public final class OpenFiles {
    private static final int OURSELVES = 0;

    private OpenFiles() {}

    /**
     * The bound that a new program can get: what is wanted, or the system's own if that is lower.
     *
     * @param most 0 for no bound of ours
     */
    public static int bound(int most) {
        ResourceLimit.Pair ours = ResourceLimit.OPEN_FILES.get(OURSELVES);
        // The system's "unlimited" is a negative number here.
        return ours == null || ours.hard() < 0
                ? most
                : Math.toIntExact(Math.min(most, ours.hard()));
    }

    /** How many a process has; 0 if it is gone. Since Linux 6.2 the directory's size tells. */
    static int count(long pid) {
        Path directory = Path.of("/proc", Long.toString(pid), "fd");
        try {
            long size = Files.size(directory);
            return size > 0 ? Math.toIntExact(size) : listed(directory);
        } catch (IOException | DirectoryIteratorException gone) {
            return 0;
        }
    }

    private static int listed(Path directory) throws IOException {
        int count = 0;
        try (var entries = Files.newDirectoryStream(directory)) {
            for (Path ignored : entries) {
                count++;
            }
        }
        return count;
    }

    /** How many a process may have; 0 if that is not known or without a bound. */
    static int limit(long pid) {
        long shown = ResourceLimit.OPEN_FILES.shown(pid);
        return Math.clamp(shown, 0, Integer.MAX_VALUE);
    }
}
