package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.store.RunnerRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the runners of one project use together.
 *
 * @param memoryBytes of all process trees
 * @param cpuPercent 100 for one core
 * @param mostMemory the runner that uses the most memory, if any is measured
 * @param mostCpu the runner that uses the most processor time
 */
record GroupUsage(
        long memoryBytes,
        double cpuPercent,
        Optional<RunnerRow> mostMemory,
        Optional<RunnerRow> mostCpu) {
    private static final int MIB_BITS = 20;

    /** The kernel lets nobody use all of a limit in every interval. */
    private static final double NEARLY = 0.9;

    /** What is held is held until it uses less than this, so that it does not come and go. */
    private static final double LETS_GO = 0.7;

    /** Which limit it exceeds, in words, and who uses the most of that. */
    record Over(String words, Optional<RunnerRow> most) {}

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
        return new GroupUsage(
                memory,
                cpu,
                most(runners, figures, Figures.Usage::memoryBytes),
                most(runners, figures, Figures.Usage::cpuPercent));
    }

    private static Optional<RunnerRow> most(
            List<RunnerRow> runners, Figures figures, ToDoubleFunction<Figures.Usage> figure) {
        return runners.stream()
                .filter(runner -> figures.of(runner.id()).isPresent())
                .max(
                        Comparator.comparingDouble(runner ->
                                figure.applyAsDouble(figures.of(runner.id()).orElseThrow())));
    }

    /**
     * Whether the kernel, which enforces the limit, holds it back.
     *
     * @param lasting whether it did before
     */
    Optional<Over> held(GroupLimit limit, boolean lasting) {
        double share = lasting ? LETS_GO : NEARLY;
        return limit.cpuPercent() > 0 && cpuPercent >= share * limit.cpuPercent()
                ? Optional.of(
                        new Over("uses all of its max_cpu_percent " + limit.cpuPercent(), mostCpu))
                : Optional.empty();
    }

    /** Which limit it exceeds; empty if none. */
    Optional<Over> over(GroupLimit limit) {
        if (limit.memoryMb() > 0 && memoryBytes > limit.memoryBytes()) {
            return Optional.of(
                    new Over(
                            "uses "
                                    + (memoryBytes >> MIB_BITS)
                                    + " MiB of max_memory_mb "
                                    + limit.memoryMb(),
                            mostMemory));
        }
        if (limit.cpuPercent() > 0 && cpuPercent > limit.cpuPercent()) {
            return Optional.of(
                    new Over(
                            "uses "
                                    + Math.round(cpuPercent)
                                    + " % of max_cpu_percent "
                                    + limit.cpuPercent(),
                            mostCpu));
        }
        return Optional.empty();
    }
}
