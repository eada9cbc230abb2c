package dev.stratavore.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What bounds runners: the sections {@code quotas}, {@code output} and {@code runners}.
 *
 * @param quotas of a project that sets none of its own
 * @param bounds of each runner
 * @param maxTotal live runners on the node; empty for no limit
 * @param outputLimitBytes terminal output kept of each runner
 * @param stopTimeout from the polite signal to the hard one
 * @param maxRestarts in a row after crashes, unless project or launch say; 0 for never
 * @param keepEnded how long ended runners stay listed
 */
public record RunnersConfig(
        Quotas quotas,
        Bounds bounds,
        OptionalInt maxTotal,
        long outputLimitBytes,
        Duration stopTimeout,
        int maxRestarts,
        Duration keepEnded) {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    /**
     * What a project may use that sets no limit of its own.
     *
     * @param maxConcurrent live runners
     * @param maxMemoryMb memory of all its runners, MiB; 0 for no limit
     * @param maxCpuPercent processor time of all its runners, 100 for one core; 0 for no limit
     */
    public record Quotas(int maxConcurrent, int maxMemoryMb, int maxCpuPercent) {}

    /**
     * What one runner may do beside the others of its project.
     *
     * @param maxProcesses processes and threads; 0 for no limit
     * @param maxOpenFiles open files of each process
     * @param floodBytesPerSecond output that is worth an event; 0 for none
     */
    public record Bounds(int maxProcesses, int maxOpenFiles, long floodBytesPerSecond) {}

    static RunnersConfig from(Values values) {
        return new RunnersConfig(
                new Quotas(
                        values.get(Schema.MAX_RUNNERS),
                        values.get(Schema.MAX_MEMORY),
                        values.get(Schema.MAX_CPU)),
                new Bounds(
                        values.get(Schema.MAX_PROCESSES),
                        values.get(Schema.MAX_OPEN_FILES),
                        values.get(Schema.FLOOD) * KIB),
                unlessZero(values.get(Schema.MAX_TOTAL)),
                values.get(Schema.OUTPUT_MB) * MIB,
                Duration.ofSeconds(values.get(Schema.STOP_TIMEOUT)),
                values.get(Schema.MAX_RESTARTS),
                Duration.ofDays(values.get(Schema.KEEP_ENDED)));
    }

    private static OptionalInt unlessZero(int limit) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }
}
