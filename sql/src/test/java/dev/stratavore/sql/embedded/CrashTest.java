package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever point a start dies at, the next one finds nothing to stumble over. */
final class CrashTest {
    @ParameterizedTest
    @EnumSource(
            names = {"PROGRAMS_UNPACKED_ASIDE", "PROGRAMS_IN_PLACE"},
            mode = EnumSource.Mode.EXCLUDE)
    void theNextStartHealsACrash(Step step) throws Exception {
        try (var bench = new Bench()) {
            KilledDaemon.die(bench, step, true);

            assertHealed(bench, bench.options);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROGRAMS_UNPACKED_ASIDE", "PROGRAMS_IN_PLACE"})
    @Tag("all")
    void theNextStartHealsACrashWhileUnpacking(Step step) throws Exception {
        try (var bench = new Bench()) {
            KilledDaemon.die(bench, step, false);

            assertHealed(bench, bench.withOwnPrograms());
        }
    }

    private static void assertHealed(Bench bench, EmbeddedOptions options) throws Exception {
        var started = Bench.started(bench.start(options));

        assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
        assertThat(asides(bench)).isEmpty();
        started.server().stop(Bench.PATIENCE);
    }

    /** Dies at any moment of initdb, which lives on for a while and still writes. */
    @ParameterizedTest
    @ValueSource(ints = {5, 80, 160, 240, 320})
    @Tag("all")
    void aDaemonKilledWhileInitdbRunsIsHealed(int millis) throws Exception {
        try (var bench = new Bench();
                var daemon = KilledDaemon.starting(bench)) {
            daemon.awaitEnd(millis, TimeUnit.MILLISECONDS);
            daemon.kill();

            var started = bench.started();

            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            started.server().stop(Bench.PATIENCE);
        }
    }

    private static List<Path> asides(Bench bench) throws IOException {
        try (Stream<Path> entries = Files.list(bench.layout().base())) {
            return entries.filter(p -> p.getFileName().toString().startsWith("aside-")).toList();
        }
    }
}
