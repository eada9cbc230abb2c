package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import dev.stratavore.sql.embedded.StartResult.How;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server whose daemon was killed. The daemon is a JVM of its own, so the lock is the kernel's.
 */
final class OrphanTest {
    @Test
    void anOrphanWithTheSameSettingsIsReused() throws Exception {
        try (var bench = Bench.prepared()) {
            long pid = KilledDaemon.leaveOrphan(bench, Step.SERVER_READY);

            var started = bench.started();

            assertThat(started.how()).isEqualTo(How.REUSED);
            assertThat(started.pid()).isEqualTo(pid);
            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            assertThat(started.server().stop(Bench.PATIENCE)).isEqualTo(new StopResult.Clean());
            started.server().ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anOrphanThatIsStillStartingIsAwaited() throws Exception {
        try (var bench = Bench.prepared()) {
            long pid = KilledDaemon.leaveOrphan(bench, Step.SERVER_SPAWNED);

            var started = bench.started();

            // It may not have written its pid file yet; then the second server waits for it or
            // wins, and nobody knows the pid of the first.
            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            if (started.how() == How.REUSED && pid != 0) {
                assertThat(started.pid()).isEqualTo(pid);
            }
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void anOrphanWithOtherSettingsIsReplaced() throws Exception {
        try (var bench = Bench.prepared()) {
            long pid = KilledDaemon.leaveOrphan(bench, Step.SERVER_READY);
            var orphan = ProcessHandle.of(pid).orElseThrow();

            var started =
                    Bench.started(
                            bench.start(
                                    new Settings(
                                            ServerFlags.forgetful(), DiskNeed.MEASURED, _ -> {})));

            assertThat(started.how()).isEqualTo(How.RESTARTED);
            assertThat(started.pid()).isNotEqualTo(pid);
            orphan.onExit().get(10, TimeUnit.SECONDS);
            assertThat(Bench.query(started.endpoint(), "show fsync")).isEqualTo("off");
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void anOrphanOnAnotherPortThanAskedForIsReplaced() throws Exception {
        try (var bench = Bench.prepared()) {
            long pid = KilledDaemon.leaveOrphan(bench, Step.SERVER_READY);
            int wanted = PostmasterPid.read(bench.data()).orElseThrow().port() + 1000;

            var started = Bench.started(bench.start(bench.onPort(wanted)));

            assertThat(started.how()).isEqualTo(How.RESTARTED);
            assertThat(started.endpoint().port()).isEqualTo(wanted);
            assertThat(started.pid()).isNotEqualTo(pid);
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void anOrphanWhosePasswordIsLostGetsANewOne() throws Exception {
        try (var bench = Bench.prepared()) {
            KilledDaemon.leaveOrphan(bench, Step.SERVER_READY);
            Files.delete(bench.layout().password());

            var started = bench.started();

            assertThat(started.how()).isEqualTo(How.RESTARTED);
            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aServerThatWasKilledRecoversWhatWasCommitted() throws Exception {
        try (var bench = Bench.prepared()) {
            var first = bench.started();
            Bench.query(first.endpoint(), "create table kept (a int); insert into kept values (7)");
            var process = ProcessHandle.of(first.pid()).orElseThrow();
            process.destroyForcibly();
            first.server().ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(first.server().stop(Bench.PATIENCE)).isEqualTo(new StopResult.Clean());

            var second = bench.started();

            assertThat(second.how()).isEqualTo(How.STARTED);
            assertThat(Bench.query(second.endpoint(), "select a from kept")).isEqualTo("7");
            second.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aStaleFileWithThePidOfAStrangerIsNoServer() throws Exception {
        try (var bench = Bench.prepared()) {
            var stranger = new ProcessBuilder(List.of("sleep", "60")).start();
            try {
                Files.writeString(
                        bench.data().resolve(PostmasterPid.FILE),
                        stranger.pid()
                                + "\n"
                                + bench.data()
                                + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

                var started = bench.started();

                assertThat(started.how()).isEqualTo(How.STARTED);
                assertThat(stranger.isAlive()).isTrue();
                started.server().stop(Bench.PATIENCE);
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Test
    void theServerOfALivingDaemonIsNotStolen() throws Exception {
        try (var bench = Bench.prepared();
                var daemon = KilledDaemon.running(bench)) {
            assertThat(Bench.failed(bench.start()).reason()).isEqualTo(Reason.IN_USE);
            daemon.kill();

            var started = bench.started();

            assertThat(started.how()).isEqualTo(How.REUSED);
            started.server().stop(Bench.PATIENCE);
        }
    }

    /** It cannot hear that it should stop, however urgently it is told. */
    @Test
    @Tag("all")
    void aServerThatHangsIsEndedAllTheSame() throws Exception {
        try (var bench = Bench.prepared()) {
            var first = bench.started();
            Bench.query(first.endpoint(), "create table kept (a int); insert into kept values (7)");
            var stop = new ProcessBuilder("sh", "-c", "kill -STOP " + first.pid()).start();
            assertThat(stop.waitFor()).isZero();

            assertThat(first.server().stop(Duration.ofSeconds(1)))
                    .isEqualTo(new StopResult.Forced());

            first.server().ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
            var second = bench.started();
            assertThat(Bench.query(second.endpoint(), "select a from kept")).isEqualTo("7");
            second.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void theServerIsInASessionOfItsOwn() throws Exception {
        try (var bench = Bench.prepared()) {
            var started = bench.started();

            var stat = Files.readString(Path.of("/proc/" + started.pid() + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            assertThat(Long.parseLong(fields[3])).isEqualTo(started.pid());
            started.server().stop(Bench.PATIENCE);
        }
    }
}
