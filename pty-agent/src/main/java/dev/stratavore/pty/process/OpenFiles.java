package dev.stratavore.pty.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors of processes: how many there are, and how many there may be. */
public final class OpenFiles {
    private OpenFiles() {}

    /**
     * Bounds what a process, and all that it starts, may have open. Never raises the system's
     * bound.
     *
     * @param most 0 for no bound of ours
     * @return whether it holds
     */
    public static boolean bound(long pid, int most) {
        if (most == 0) {
            return true;
        }
        ResourceLimit.Pair before = ResourceLimit.OPEN_FILES.get(pid);
        if (before == null) {
            return false;
        }
        // The system's "unlimited" is a negative number here.
        long value = before.hard() < 0 ? most : Math.min(most, before.hard());
        return ResourceLimit.OPEN_FILES.set(pid, new ResourceLimit.Pair(value, value));
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
