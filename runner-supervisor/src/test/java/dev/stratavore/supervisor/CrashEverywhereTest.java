package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed at every passing of every step, with a real database and a real pty host,
 * and the next one finds one truth. The steps are not listed here: each operation is watched once,
 * and then cut off at each point that it passed. Two homes share the work.
 */
@Tag("all")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class CrashEverywhereTest {
    private static final String SLEEP = "sleep 86400";

    /** Deaf itself, with a child that is deaf in a session of its own, and one in disguise. */
    private static final String STUBBORN =
            "trap '' HUP TERM; setsid "
                    + SLEEP
                    + " & (env -i setsid "
                    + SLEEP
                    + " &); while :; do "
                    + SLEEP
                    + "; done";

    private MortalLife one;
    private MortalLife other;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException {
        var program = DaemonProgram.packed(folder);
        one = new MortalLife(program);
        other = new MortalLife(program);
        one.train();
        other.begin();
    }

    @AfterAll
    void end() throws IOException {
        one.close();
        other.close();
    }

    @Test
    void everyStepLeavesOneTruth() {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Set<Step>> launches =
                    () -> {
                        var passed = one.cutOffEverywhere(one.new Launching());
                        passed.addAll(one.adoptEverywhere());
                        return passed;
                    };
            Callable<Set<Step>> changes =
                    () -> {
                        var passed = other.cutOffEverywhere(other.new Stopping());
                        passed.addAll(other.cutOffEverywhere(other.new Restarting()));
                        return passed;
                    };
            var left = threads.submit(launches);
            var right = threads.submit(changes);
            var passed = EnumSet.copyOf(result(left));
            passed.addAll(result(right));
            assertThat(passed).containsExactlyInAnyOrder(Step.values());
        }
    }

    private static Set<Step> result(Future<Set<Step>> work) {
        return Await.result("its share", MortalLife.WHOLE, work);
    }

    @Test
    void aKilledHostTakesItsRunnersWithIt() throws IOException {
        one.endAll();
        var runners = one.launchAll(List.of("exec " + SLEEP, STUBBORN));
        Await.until(
                "all sleep",
                MortalHome.SOON,
                () -> Collections.frequency(one.workers(), SLEEP) == 4);
        one.pause(runners.getLast());
        ProcessTree.signal(one.home().client().status().ptyHostPid(), "KILL");
        for (var runner : runners) {
            Await.until(
                    "it has failed",
                    MortalHome.SOON,
                    () -> one.row(runner).status() == RunnerStatus.FAILED);
            assertThat(one.row(runner).attempt().reason()).contains("pty host lost");
        }
        Await.until("none of them lives", MortalHome.SOON, () -> one.workers().isEmpty());
        one.check();
    }
}
