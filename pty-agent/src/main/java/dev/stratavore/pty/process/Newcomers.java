package dev.stratavore.pty.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** The numbers that the system has given to processes lately, without a look at all there are. */
public final class Newcomers {
    private static final Path LAST = Path.of("/proc/loadavg");
    private static final Path MOST = Path.of("/proc/sys/kernel/pid_max");

    private Newcomers() {}

    /** The pids given out after that of a process which was made a moment ago, all or none. */
    public static List<Long> since(long pid) {
        try {
            String[] fields = read(LAST).split(" ", -1);
            long last = Long.parseLong(fields[fields.length - 1]);
            return between(pid, last, last < pid ? Long.parseLong(read(MOST)) : last);
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /** Numbers start again from small ones when there are no larger ones left. */
    static List<Long> between(long pid, long last, long most) {
        if (last >= pid) {
            return LongStream.rangeClosed(pid + 1, last).boxed().toList();
        }
        return LongStream.concat(LongStream.range(pid + 1, most), LongStream.rangeClosed(2, last))
                .boxed()
                .toList();
    }
}
