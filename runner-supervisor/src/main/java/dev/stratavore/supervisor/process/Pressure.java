package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures.Strain;
import java.util.Optional;

/** In what ways a runner may press against its own limits. Pure. */
enum Pressure {
    PROCESSES {
        @Override
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds, boolean lasting) {
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
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds, boolean lasting) {
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
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds, boolean lasting) {
            int spare = now.mostFiles() / TENTH * (lasting ? TENTHS_TO_LET_GO : 1);
            boolean nearly = now.mostFiles() > 0 && now.openFiles() >= now.mostFiles() - spare;
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
        Optional<Finding> found(Strain before, Strain now, RunnerBounds bounds, boolean lasting) {
            long flood = bounds.floodBytesPerSecond();
            long most = lasting ? flood - flood / TENTH * TENTHS_TO_LET_GO : flood;
            boolean floods = flood > 0 && now.outputPerSecond() > most;
            return !floods
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    "writes " + now.outputPerSecond() / KIB + " KiB a second",
                                    "the oldest of its output goes"));
        }
    };

    private static final int TENTH = 10;

    /** What lasts is over this much below where it begins, so that it does not come and go. */
    private static final int TENTHS_TO_LET_GO = 3;

    private static final int KIB = 1_024;

    /**
     * What the figures show.
     *
     * @param before the figures of the last look
     * @param lasting whether it pressed before and has not let go yet
     */
    abstract Optional<Finding> found(
            Strain before, Strain now, RunnerBounds bounds, boolean lasting);
}
