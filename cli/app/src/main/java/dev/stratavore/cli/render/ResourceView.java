package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the use of processor and memory is shown. */
public final class ResourceView {
    private static final double MIB = 1 << 20;
    private static final double TENTHS = 10.0;
    private static final int NO_STATUS = -1;

    private ResourceView() {}

    /** A listing in the wanted format, with a line for all at its end if it is a table. */
    public static void list(List<Runner> runners, Listing listing) {
        if (listing.quiet()) {
            listing.ids(runners.stream().map(Runner::id).toList());
        } else if (listing.isTable()) {
            listing.table(table(runners), NO_STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            for (Runner runner : runners) {
                documents.add(document(runner));
            }
            listing.document(documents);
        }
    }

    private static Table table(List<Runner> runners) {
        Table table = new Table("ID", "PROJECT", "CPU", "MEMORY", "PROCESSES", "ATTACHED");
        double cpu = 0;
        long memory = 0;
        int processes = 0;
        int attached = 0;
        for (Runner runner : runners) {
            Usage usage = runner.supervision().usage();
            table.row(
                    runner.id(),
                    runner.project(),
                    cpu(usage),
                    memory(usage),
                    usage == null ? "" : Integer.toString(usage.processes()),
                    usage == null ? "" : Integer.toString(usage.attached()));
            if (usage != null) {
                cpu += usage.cpuPercent();
                memory += usage.memoryBytes();
                processes += usage.processes();
                attached += usage.attached();
            }
        }
        Usage all = new Usage(cpu, memory, processes, attached);
        table.row(
                "all " + runners.size(),
                "",
                cpu(all),
                memory(all),
                Integer.toString(processes),
                Integer.toString(attached));
        return table;
    }

    /** In percent of one core; empty where no heartbeat told. */
    static String cpu(@Nullable Usage usage) {
        return usage == null ? "" : String.format(Locale.ROOT, "%.1f%%", usage.cpuPercent());
    }

    /** In MiB; empty where no heartbeat told. */
    static String memory(@Nullable Usage usage) {
        return usage == null
                ? ""
                : String.format(Locale.ROOT, "%.1f MiB", usage.memoryBytes() / MIB);
    }

    private static Map<String, @Nullable Object> document(Runner runner) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", runner.id());
        document.put("project", runner.project());
        put(document, runner.supervision().usage());
        return document;
    }

    /** The fields of a use, null where no heartbeat told. */
    static void put(Map<String, @Nullable Object> document, @Nullable Usage usage) {
        document.put("cpu_percent", usage == null ? null : tenths(usage.cpuPercent()));
        document.put("memory_mb", usage == null ? null : tenths(usage.memoryBytes() / MIB));
        document.put("processes", usage == null ? null : usage.processes());
        document.put("attached", usage == null ? null : usage.attached());
    }

    private static double tenths(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }
}
