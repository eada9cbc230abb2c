package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.store.RunnerRow;
import java.util.List;
import java.util.Optional;

/**
 * What the runners of one project use together.
 *
 * @param memoryBytes of all process trees
 * @param cpuPercent 100 for one core
 */
record GroupUsage(long memoryBytes, double cpuPercent) {
    private static final int MIB_BITS = 20;

    static GroupUsage of(List<RunnerRow> runners, Figures figures) {
        long memory = 0;
        double cpu = 0;
        for (var runner : runners) {
            var usage = figures.of(runner.id());
            if (usage.isPresent()) {
                memory += usage.get().memoryBytes();
                cpu += usage.get().cpuPercent();
            }
        }
        return new GroupUsage(memory, cpu);
    }

    /** Which limit it exceeds, in words; empty if none. */
    Optional<String> over(GroupLimit limit) {
        if (limit.memoryMb() > 0 && memoryBytes > limit.memoryBytes()) {
            return Optional.of(
                    "uses "
                            + (memoryBytes >> MIB_BITS)
                            + " MiB of max_memory_mb "
                            + limit.memoryMb());
        }
        if (limit.cpuPercent() > 0 && cpuPercent > limit.cpuPercent()) {
            return Optional.of(
                    "uses "
                            + Math.round(cpuPercent)
                            + " % of max_cpu_percent "
                            + limit.cpuPercent());
        }
        return Optional.empty();
    }
}
