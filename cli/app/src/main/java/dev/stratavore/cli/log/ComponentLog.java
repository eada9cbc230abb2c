package dev.stratavore.cli.log;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Prints a rotated log, and what is added to it on the kernel's notice, across rotations and
 * without losing a line. Blocks; for one thread.
 */
public final class ComponentLog {
    private final Path file;
    private final LogWish wish;
    private final Console console;
    private final LogFilter filter;

    private ComponentLog(Path file, LogWish wish, Console console) {
        this.file = file;
        this.wish = wish;
        this.console = console;
        this.filter = new LogFilter(wish);
    }

    /** Prints what is wanted of a log; one that is followed until the thread is interrupted. */
    public static void print(Path file, LogWish wish, Console console) throws IOException {
        new ComponentLog(file.toAbsolutePath(), wish, console).print();
    }

    private void print() throws IOException {
        if (!wish.follow()) {
            kept().close();
            return;
        }
        Path directory = Objects.requireNonNull(file.getParent(), "a log lies in a directory");
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            // Before the first look, so that nothing falls between.
            directory.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_CREATE);
            follow(watch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(WatchService watch) throws IOException, InterruptedException {
        LogPart current = kept();
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents().clear();
                current = goOn(current);
                if (!key.reset()) {
                    return;
                }
            }
        } finally {
            current.close();
        }
    }

    /** Prints what there is; the newest file comes back open. */
    private LogPart kept() throws IOException {
        LogParts parts = LogParts.open(file);
        try (parts) {
            if (parts.isEmpty()) {
                throw new CommandException(ExitCode.NOT_FOUND, "there is no log yet: " + file);
            }
            for (byte[] line : wish.tail() == 0 ? all(parts) : tail(parts)) {
                console.bytes(line);
            }
            return parts.takeNewest();
        }
    }

    private List<byte[]> all(LogParts parts) throws IOException {
        for (LogPart part : parts.fromOldest()) {
            part.read(this::show);
        }
        return List.of();
    }

    private void show(byte[] line) throws IOException {
        if (filter.passes(line)) {
            console.bytes(line);
        }
    }

    /** From the newest file on, as far back as it takes. */
    private List<byte[]> tail(LogParts parts) throws IOException {
        Deque<byte[]> lines = new ArrayDeque<>();
        var backwards = parts.fromOldest().descendingIterator();
        while (backwards.hasNext() && lines.size() < wish.tail()) {
            Deque<byte[]> earlier = last(backwards.next(), wish.tail() - lines.size());
            while (!earlier.isEmpty()) {
                lines.addFirst(earlier.removeLast());
            }
        }
        return new ArrayList<>(lines);
    }

    private Deque<byte[]> last(LogPart part, int count) throws IOException {
        Deque<byte[]> lines = new ArrayDeque<>();
        LogFilter own = new LogFilter(wish);
        part.read(line -> {
            if (own.passes(line)) {
                lines.addLast(line);
                if (lines.size() > count) {
                    lines.removeFirst();
                }
            }
        });
        return lines;
    }

    /** Prints what was added, and goes over to the file that is written now. */
    private LogPart goOn(LogPart current) throws IOException {
        current.read(this::show);
        if (current.isAt(file)) {
            return current;
        }
        // It got its last lines before it lost the name.
        current.read(this::show);
        try (LogParts newer = LogParts.newerThan(file, current)) {
            if (newer.isEmpty()) {
                return current;
            }
            for (LogPart part : newer.fromOldest()) {
                part.read(this::show);
            }
            current.close();
            return newer.takeNewest();
        }
    }
}
