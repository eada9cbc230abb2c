package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The proportional set sizes of processes. The kernel walks all of a process's pages to tell one,
 * so it is asked only where the answer may have changed: the process has run since, and its
 * resident size is another, or the last answer is old. In between the answer grows and shrinks with
 * the resident size, which costs nothing. One round may also spend a limited time only; what does
 * not fit gets its turn in the next.
 */
final class ProportionalSizes {
    private static final long PAGE_BYTES = 4096;
    private static final long MOST_NANOS = Duration.ofMillis(40).toNanos();
    private static final long OLD_NANOS = Duration.ofMinutes(1).toNanos();

    /** A change of the resident size by less than a part of this is no change. */
    private static final long PART = 16;

    private static final long LEAST_PAGES = 128;

    private final LongSupplier nanos;
    private Map<Long, Size> before = new HashMap<>();
    private Map<Long, Size> now = new HashMap<>();
    private long begun;

    private record Size(long startTicks, ProcStat.Use use, long bytes, long readAt) {}

    ProportionalSizes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void begin() {
        begun = nanos.getAsLong();
        now = new HashMap<>();
    }

    /** Processes that were not asked for in this round are forgotten. */
    void end() {
        before = now;
    }

    long bytes(ProcStat process) {
        Size last = before.get(process.pid());
        if (last != null && last.startTicks != process.startTicks()) {
            last = null;
        }
        long time = nanos.getAsLong();
        boolean wanted = last == null || changed(last, process.use(), time);
        if (wanted && time - begun < MOST_NANOS) {
            last = read(process, time);
        }
        if (last == null) {
            return process.use().residentPages() * PAGE_BYTES;
        }
        now.put(process.pid(), last);
        return scaled(last, process.use());
    }

    private static boolean changed(Size last, ProcStat.Use use, long time) {
        long moved = Math.abs(use.residentPages() - last.use.residentPages());
        boolean other = moved > Math.max(LEAST_PAGES, last.use.residentPages() / PART);
        boolean ran = use.cpuTicks() != last.use.cpuTicks();
        return other || (ran && time - last.readAt > OLD_NANOS);
    }

    private static long scaled(Size last, ProcStat.Use use) {
        long pages = last.use.residentPages();
        return pages == 0 ? last.bytes : last.bytes * use.residentPages() / pages;
    }

    /** Of another user's program only the resident size can be seen. */
    private static Size read(ProcStat process, long time) {
        long bytes = process.use().residentPages() * PAGE_BYTES;
        try {
            Path path = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
            String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
            bytes = parse(text, bytes);
        } catch (IOException hidden) {
            // Gone, or not ours to see.
            return new Size(process.startTicks(), process.use(), bytes, time);
        }
        return new Size(process.startTicks(), process.use(), bytes, time);
    }

    /** The line reads "Pss:", blanks, a number, "kB". */
    static long parse(String rollup, long otherwise) {
        int line = rollup.indexOf("\nPss:");
        int end = rollup.indexOf(" kB", line);
        return line < 0 || end < 0
                ? otherwise
                : Long.parseLong(rollup.substring(line + 5, end).strip()) << 10;
    }
}
