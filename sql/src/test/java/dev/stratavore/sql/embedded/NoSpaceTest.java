package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A data filesystem that is too small; root alone can make one. */
@Tag("all")
final class NoSpaceTest {
    private static final Settings UNCHECKED =
            new Settings(ServerFlags.durable(), new DiskNeed(0, 0), _ -> {});

    private Path folder;
    private Bench bench;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root mounts");
        folder = Scratch.folder("small");
        run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", folder.toString());
        bench = new Bench(folder, TestPostgres.Version.V17);
    }

    @AfterEach
    void unmount() throws Exception {
        if (folder != null) {
            run("umount", folder.toString());
            FileTree.delete(folder);
        }
    }

    @Test
    void aFullDiskIsNoticedBeforeAnythingIsMade() throws Exception {
        var failed = Bench.failed(bench.start());

        assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
        assertThat(failed.message()).contains("no space", "64 MB").doesNotContain("\n");
        assertNothingMadeAndLaterStartWorks();
    }

    @Test
    void aDiskThatFillsUpWhileUnpackingIsLeftClean() throws Exception {
        var failed =
                Bench.failed(
                        new EmbeddedPostgres(new SecureRandom(), UNCHECKED)
                                .start(bench.withOwnPrograms()));

        assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
        assertNothingMadeAndLaterStartWorks();
    }

    @Test
    void aDiskThatFillsUpInInitdbIsLeftClean() throws Exception {
        var failed = Bench.failed(bench.start(UNCHECKED));

        assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
        assertThat(failed.message()).doesNotContain("\n");
        assertNothingMadeAndLaterStartWorks();
    }

    @Test
    void aDiskThatIsFullUnderAnExistingDatabaseLosesNothing() throws Exception {
        enlarge();
        var first = bench.started();
        Bench.query(first.endpoint(), "create table kept (a int); insert into kept values (7)");
        first.server().stop(Bench.PATIENCE);
        var ballast = folder.resolve("ballast");
        run("sh", "-c", "cat /dev/zero > " + ballast + " 2>/dev/null; true");

        var failed = Bench.failed(bench.start());

        assertThat(failed.reason()).isEqualTo(Reason.NO_SPACE);
        Files.delete(ballast);
        var second = bench.started();
        assertThat(Bench.query(second.endpoint(), "select a from kept")).isEqualTo("7");
        second.server().stop(Bench.PATIENCE);
    }

    private void assertNothingMadeAndLaterStartWorks() throws Exception {
        try (Stream<Path> left = Files.list(bench.layout().base())) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .isSubsetOf("owner.lock", "password");
        }
        enlarge();
        var started = bench.started();
        assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
        started.server().stop(Bench.PATIENCE);
    }

    private void enlarge() throws Exception {
        run("mount", "-o", "remount,size=300m", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
