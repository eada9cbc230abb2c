package dev.stratavore.supervisor.process;

import dev.stratavore.core.quota.QuotaLimit;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.pty.frame.Limits;
import java.util.List;

/**
 * What all runners of one project may use together.
 *
 * @param group the project's name, which is also its control group's
 * @param memoryMb 0 for no limit
 * @param cpuPercent 100 for one core; 0 for no limit
 */
record GroupLimit(String group, long memoryMb, int cpuPercent) {
    private static final int MIB_BITS = 20;

    static GroupLimit none(String group) {
        return new GroupLimit(group, 0, 0);
    }

    static GroupLimit of(String group, List<QuotaLimit> limits) {
        long memory = 0;
        int cpu = 0;
        for (var limit : limits) {
            if (limit.name() == QuotaName.MAX_MEMORY_MB) {
                memory = limit.limit().orElse(0);
            } else if (limit.name() == QuotaName.MAX_CPU_PERCENT) {
                cpu = Math.toIntExact(limit.limit().orElse(0));
            }
        }
        return new GroupLimit(group, memory, cpu);
    }

    /** The lower of both, by each figure. */
    GroupLimit and(GroupLimit other) {
        return new GroupLimit(
                group, lower(memoryMb, other.memoryMb), (int) lower(cpuPercent, other.cpuPercent));
    }

    /** The higher of both, by each figure. */
    GroupLimit orLooser(GroupLimit other) {
        return new GroupLimit(
                group,
                looser(memoryMb, other.memoryMb),
                (int) looser(cpuPercent, other.cpuPercent));
    }

    private static long lower(long one, long other) {
        return one == 0 || other == 0 ? one + other : Math.min(one, other);
    }

    private static long looser(long one, long other) {
        return one == 0 || other == 0 ? 0 : Math.max(one, other);
    }

    /** Whether there is anything to hold. */
    boolean binding() {
        return memoryMb > 0 || cpuPercent > 0;
    }

    long memoryBytes() {
        return memoryMb << MIB_BITS;
    }

    /** As a launch of one more runner carries it. */
    Limits forLaunch(RunnerBounds bounds) {
        return new Limits(
                group, memoryBytes(), cpuPercent, bounds.maxProcesses(), 0, bounds.maxOpenFiles());
    }
}
