package dev.stratavore.cli.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The files of a log: the newest under the plain name, older ones with .1, .2 and so on. */
final class LogParts implements AutoCloseable {
    /** As many as can be configured to be kept. */
    private static final int MOST = 1_000;

    private final Path newest;
    private final Deque<LogPart> fromOldest = new ArrayDeque<>();

    private LogParts(Path newest) {
        this.newest = newest;
    }

    /**
     * Opens all that there are. From the newest on: a file that moves on meanwhile is met again
     * under its next name, and not lost.
     */
    static LogParts open(Path newest) throws IOException {
        LogParts parts = new LogParts(newest);
        parts.add(null);
        return parts;
    }

    /** Opens those that are newer than one that was read. */
    static LogParts newerThan(Path newest, LogPart read) throws IOException {
        LogParts parts = new LogParts(newest);
        parts.add(read);
        return parts;
    }

    /** A number may be missing for as long as the files move on. */
    private void add(@Nullable LogPart until) throws IOException {
        boolean newestMissing = false;
        for (int number = 0; number < MOST; number++) {
            LogPart part = LogPart.open(name(number));
            if (part == null) {
                newestMissing |= number == 0;
            } else if (until != null && part.is(until)) {
                part.close();
                break;
            } else if (isHeld(part)) {
                part.close();
            } else {
                fromOldest.addFirst(part);
            }
        }
        if (newestMissing) {
            addNewest(until);
        }
    }

    /** Once more: the writer may have begun its next file since. */
    private void addNewest(@Nullable LogPart until) throws IOException {
        LogPart part = LogPart.open(newest);
        if (part == null) {
            return;
        }
        if (isHeld(part) || (until != null && part.is(until))) {
            part.close();
        } else {
            fromOldest.addLast(part);
        }
    }

    private boolean isHeld(LogPart part) {
        return fromOldest.stream().anyMatch(part::is);
    }

    private Path name(int number) {
        return number == 0 ? newest : newest.resolveSibling(newest.getFileName() + "." + number);
    }

    Deque<LogPart> fromOldest() {
        return fromOldest;
    }

    /** Takes the newest out, which then is the caller's to close. */
    LogPart takeNewest() {
        return fromOldest.removeLast();
    }

    boolean isEmpty() {
        return fromOldest.isEmpty();
    }

    @Override
    public void close() throws IOException {
        for (LogPart part : fromOldest) {
            part.close();
        }
    }
}
