package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.process.AttemptMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Processes as the system tells, for tests. */
final class Trees {
    private Trees() {}

    static boolean lives(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && !stat.ended();
    }

    static boolean stopped(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && stat.stopped();
    }

    /** Stopped, or waiting in a vfork for a child that is: it stops when it gets out of that. */
    static boolean standsStill(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && (stat.stopped() || stat.state() == 'D');
    }

    /**
     * Those that carry an attempt's mark and live; never this process, which has it while it forks.
     */
    static List<Long> marked(RunnerRef ref) {
        long mark = AttemptMark.of(ref);
        try (var entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .flatMapToLong(name -> LongStream.of(Long.parseLong(name)))
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .filter(pid -> AttemptMark.read(pid) == mark && lives(pid))
                    .boxed()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that may not be there yet. */
    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Long> pids(Path file) {
        return lines(file).stream().map(Long::parseLong).toList();
    }
}
