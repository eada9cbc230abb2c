package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All processes of the machine, as /proc tells in one pass. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    static Map<Long, ProcStat> read() {
        Map<Long, ProcStat> all = new HashMap<>();
        try (var entries = Files.newDirectoryStream(PROC, ProcessTable::isProcess)) {
            for (Path entry : entries) {
                ProcStat stat = ProcStat.of(Long.parseLong(entry.getFileName().toString()));
                if (stat != null) {
                    all.put(stat.pid(), stat);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return all;
    }

    private static boolean isProcess(Path entry) {
        char first = entry.getFileName().toString().charAt(0);
        return first >= '1' && first <= '9';
    }

    /** A process and all above it. */
    static Set<Long> lineage(Map<Long, ProcStat> all, long pid) {
        Set<Long> line = new HashSet<>();
        line.add(1L);
        for (long each = pid; each > 1 && line.add(each); ) {
            ProcStat process = all.get(each);
            each = process == null ? 0 : process.kin().parent();
        }
        return line;
    }

    /** The value of a variable in a process's environment; empty if it has none or is not ours. */
    static String variable(long pid, String name) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
        } catch (IOException e) {
            // Gone, or another user's.
            return "";
        }
        String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\0" + name + "=");
        if (start < 0) {
            return "";
        }
        int from = start + name.length() + 2;
        int end = text.indexOf('\0', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }
}
