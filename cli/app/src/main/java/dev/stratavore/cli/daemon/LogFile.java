package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.parse.CommandException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;

/** Prints a log file, and what is added to it, on the kernel's notice. */
public final class LogFile {
    private static final int BLOCK = 64 * 1024;

    private LogFile() {}

    /** The last {@code tail} lines, zero for all; with {@code follow} until interrupted. */
    public static void print(Path file, int tail, boolean follow, Console console)
            throws IOException {
        if (!Files.exists(file)) {
            throw new CommandException(ExitCode.NOT_FOUND, "there is no log yet: " + file);
        }
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            Path directory = file.toAbsolutePath().getParent();
            if (follow && directory != null) {
                WatchKey _ =
                        directory.register(
                                watch,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_CREATE);
            }
            long offset = copy(file, start(file, tail), console);
            while (follow) {
                WatchKey key = watch.take();
                key.pollEvents().clear();
                // A shorter file is a new one under the old name.
                offset = copy(file, Files.size(file) < offset ? 0 : offset, console);
                if (!key.reset()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long copy(Path file, long from, Console console) throws IOException {
        long offset = from;
        byte[] block = new byte[BLOCK];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                console.bytes(Arrays.copyOf(block, count));
                offset += count;
            }
        }
        return offset;
    }

    /** Where the last lines begin, found from the end backwards. */
    private static long start(Path file, int tail) throws IOException {
        if (tail == 0) {
            return 0;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long end = in.length();
            byte[] block = new byte[BLOCK];
            int newlines = 0;
            long position = end;
            while (position > 0) {
                int count = (int) Math.min(block.length, position);
                position -= count;
                in.seek(position);
                in.readFully(block, 0, count);
                for (int i = count - 1; i >= 0; i--) {
                    boolean last = position + i == end - 1;
                    if (block[i] == '\n' && !last && ++newlines == tail) {
                        return position + i + 1;
                    }
                }
            }
            return 0;
        }
    }
}
