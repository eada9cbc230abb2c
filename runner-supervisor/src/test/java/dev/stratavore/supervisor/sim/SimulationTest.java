package dev.stratavore.supervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/**
 * Thousands of random lives of a node. {@code -Dsim.runs=N -Dsim.seed=S} makes more, or others;
 * each run has a seed of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("sim.seed", 1);
    private static final int RUNS = Integer.getInteger("sim.runs", 3_000);

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.stratavore");
    private final Logger vertx = (Logger) LoggerFactory.getLogger("io.vertx");
    private final OneThread time = new OneThread();

    /** What goes wrong here goes wrong on purpose. */
    @BeforeAll
    void beQuiet() {
        logger.setLevel(Level.OFF);
        vertx.setLevel(Level.OFF);
    }

    @AfterAll
    void beLoudAgain() {
        logger.setLevel(null);
        vertx.setLevel(null);
    }

    @Test
    void whateverHappensTheRowsTheProcessesAndTheEventsAgree() {
        for (int i = 0; i < RUNS; i++) {
            run(FIRST_SEED + i);
        }
    }

    @Test
    void aSeedIsALife() {
        assertThat(run(FIRST_SEED).trace())
                .isEqualTo(run(FIRST_SEED).trace())
                .hasSizeGreaterThan(9);
    }

    private Simulation run(long seed) {
        var simulation = new Simulation(time, seed);
        try {
            simulation.run();
            return simulation;
        } catch (Violation | AssertionError | IllegalStateException e) {
            throw new AssertionError(explained(seed, simulation, e), e);
        }
    }

    private static String explained(long seed, Simulation simulation, Throwable cause) {
        return cause.getMessage()
                + "\nin the life with seed "
                + seed
                + ":\n  "
                + String.join("\n  ", simulation.trace())
                + "\nagain:  mvn -q -pl runner-supervisor -am verify -Djacoco.skip=true"
                + " -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsim.runs=1 -Dsim.seed="
                + seed;
    }
}
