package dev.stratavore.core.project;

import dev.stratavore.core.protocol.RefusalKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a project on this machine. Blocks, so it is for worker threads. */
final class ProjectDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectDirectory.class);

    /** What was found or made. */
    sealed interface Prepared {
        /**
         * It is there.
         *
         * @param real without symbolic links
         * @param made what this call made, innermost first
         */
        record Ready(String real, Deque<Path> made) implements Prepared {}

        /** It cannot be used. */
        record Unfit(RefusalKind kind, String reason, String hint) implements Prepared {}
    }

    private ProjectDirectory() {}

    /**
     * Looks at it, and makes it where that is wanted.
     *
     * @param absentHint what to do if there is none
     */
    static Prepared prepare(String text, boolean mkdir, String absentHint) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            return new Prepared.Unfit(
                    RefusalKind.INVALID, "not a path: " + e.getReason(), "give a directory");
        }
        if (text.isEmpty() || !path.isAbsolute()) {
            return new Prepared.Unfit(
                    RefusalKind.INVALID,
                    "'" + text + "' is not an absolute path",
                    "give the whole path");
        }
        var made = new ArrayDeque<Path>();
        try {
            if (mkdir) {
                make(path.normalize(), made);
            }
            if (!Files.exists(path)) {
                return new Prepared.Unfit(
                        RefusalKind.NOT_FOUND, "there is no directory " + path, absentHint);
            }
            if (!Files.isDirectory(path)) {
                return new Prepared.Unfit(
                        RefusalKind.INVALID, path + " is not a directory", "give a directory");
            }
            if (!Files.isReadable(path) || !Files.isExecutable(path)) {
                return new Prepared.Unfit(
                        RefusalKind.DENIED,
                        "no permission to enter " + path,
                        "check its owner and mode");
            }
            return new Prepared.Ready(path.toRealPath().toString(), made);
        } catch (IOException e) {
            int removed = remove(made);
            LOG.debug("event=project.directory-unfit path={} removed={}", path, removed);
            return new Prepared.Unfit(
                    RefusalKind.INVALID,
                    "cannot use "
                            + path
                            + ": "
                            + e.getClass().getSimpleName()
                            + " at "
                            + e.getMessage(),
                    "check the path and its permissions");
        }
    }

    private static void make(Path path, Deque<Path> made) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (Path p = path; p != null && !Files.exists(p); p = p.getParent()) {
            missing.push(p);
        }
        for (var directory : missing) {
            try {
                Files.createDirectory(directory);
                made.push(directory);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(directory)) {
                    throw e;
                }
            }
        }
    }

    /** Takes back what was made, as far as nobody has put anything into it; how many. */
    static int remove(Deque<Path> made) {
        int removed = 0;
        for (var directory : made) {
            try {
                Files.deleteIfExists(directory);
                removed++;
            } catch (IOException e) {
                LOG.warn("event=project.directory-left path={} cause={}", directory, e.toString());
                break;
            }
        }
        return removed;
    }
}
