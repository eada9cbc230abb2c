package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.loop.LoopThread;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerProcessesTest {
    private final LoopThread loop = new LoopThread();
    private final Worker worker = new Worker("processes", loop.loop(), problem -> {});

    @AfterEach
    void end() {
        worker.close();
        loop.close();
    }

    @Test
    void aLookThatWasAskedForBeforeKnowsTheAttemptOfWhoeverSharesIt(@TempDir Path state)
            throws Exception {
        var log =
                new HostLog(
                        InstantSource.system(), new ByteArrayOutputStream(), HostLog.Style.USUAL);
        var settings = new Settings(new HostSettings(1 << 20, 128 << 10, 100, false));
        var groups = new ControlGroups(settings, log, state);
        var processes =
                new RunnerProcesses(
                        worker,
                        loop.loop(),
                        groups,
                        ProcessHandle.current().pid(),
                        System::nanoTime,
                        log);
        Process program = new ProcessBuilder("sleep", "1000").start();
        try {
            long start = Objects.requireNonNull(ProcStat.of(program.pid())).startTicks();
            var attempt =
                    new Attempt(
                            new RunnerRef("runner-late", 1),
                            1,
                            new ProcessIdentity(program.pid(), start, 0));
            var busy = new CountDownLatch(1);
            worker.tell(() -> awaitQuietly(busy));
            processes.look(look -> {});
            var family = processes.of(attempt);
            BlockingQueue<List<Long>> found = new LinkedBlockingQueue<>();
            processes.look(
                    look -> found.add(look.living(family).stream().map(ProcStat::pid).toList()));
            busy.countDown();
            assertThat(found.poll(20, TimeUnit.SECONDS)).containsExactly(program.pid());
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
