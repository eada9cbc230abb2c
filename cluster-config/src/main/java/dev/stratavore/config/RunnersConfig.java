package dev.stratavore.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What bounds runners: the sections {@code quotas}, {@code output} and {@code runners}.
 *
 * @param maxConcurrent live runners in a project that sets no limit of its own
 * @param maxMemoryMb memory of such a project, MiB; 0 for no limit
 * @param maxCpuPercent processor time of such a project, 100 for one core; 0 for no limit
 * @param maxTotal live runners on the node; empty for no limit
 * @param outputLimitBytes terminal output kept of each runner
 * @param stopTimeout from the polite signal to the hard one
 * @param keepEnded how long ended runners stay listed
 */
public record RunnersConfig(
        int maxConcurrent,
        int maxMemoryMb,
        int maxCpuPercent,
        OptionalInt maxTotal,
        long outputLimitBytes,
        Duration stopTimeout,
        Duration keepEnded) {
    private static final long MIB = 1L << 20;

    static RunnersConfig from(Values values) {
        return new RunnersConfig(
                values.get(Schema.MAX_RUNNERS),
                values.get(Schema.MAX_MEMORY),
                values.get(Schema.MAX_CPU),
                unlessZero(values.get(Schema.MAX_TOTAL)),
                values.get(Schema.OUTPUT_MB) * MIB,
                Duration.ofSeconds(values.get(Schema.STOP_TIMEOUT)),
                Duration.ofDays(values.get(Schema.KEEP_ENDED)));
    }

    private static OptionalInt unlessZero(int limit) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }
}
