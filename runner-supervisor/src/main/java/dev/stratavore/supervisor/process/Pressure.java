package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures.Strain;
import java.util.Optional;

/** In what ways a runner may press against its own limits. Pure. */
enum Pressure {
    PROCESSES {
        @Override
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds) {
            return now.refusedProcesses() <= before.refusedProcesses()
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    "wants more than runners.max_processes "
                                            + bounds.maxProcesses(),
                                    "the kernel refuses them"));
        }
    },
    MEMORY {
        @Override
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds) {
            long killed = now.memoryKills() - before.memoryKills();
            return killed <= 0
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    "wants more memory than its project has",
                                    "the kernel has killed " + killed + " of its processes"));
        }
    },
    FILES {
        @Override
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds) {
            boolean nearly =
                    now.mostFiles() > 0
                            && now.openFiles() >= now.mostFiles() - now.mostFiles() / TENTH;
            return !nearly
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    "has "
                                            + now.openFiles()
                                            + " of "
                                            + now.mostFiles()
                                            + " open files in one process",
                                    "the kernel refuses more"));
        }
    },
    OUTPUT {
        @Override
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds) {
            boolean floods =
                    bounds.floodBytesPerSecond() > 0
                            && now.outputPerSecond() > bounds.floodBytesPerSecond();
            return !floods
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    "writes " + now.outputPerSecond() / KIB + " KiB a second",
                                    "the oldest of its output goes"));
        }
    };

    private static final int TENTH = 10;
    private static final int KIB = 1_024;

    /**
     * What the figures show.
     *
     * @param before the figures of the last look, {@link Strain#NONE} at the first
     */
    abstract Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds);
}
