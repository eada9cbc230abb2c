package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Nine quiet runners beside one that takes all it can get: no heartbeat of the nine is missing,
 * whoever asks is answered, and an event names the culprit.
 */
@Tag("all")
@Isolated("it takes all that the machine has")
@TestInstance(Lifecycle.PER_CLASS)
final class NoisyNeighbourStoryTest {
    private static final String HOG =
            "perl -e '$x = \"x\" x (1 << 20); push @a, $x . $_ while ++$_'";
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int LEAST_BEATS = 6;

    /** By which a host bounds the open files of its runners, where there is one. */
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final int LEAST_ANSWERS = 3;

    private UserHome user;
    private Set<String> quiet;
    private boolean enforced;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        Files.writeString(
                folder.resolve("stratavore.yaml"),
                """
                daemon: {heartbeat_interval_seconds: 1}
                runners: {max_processes: 64, max_open_files: 64}
                output: {limit_mb: 8, flood_kb_per_second: 200}
                """);
        user.project("quiet", "--max-runners", "9");
        user.project("wild");
        user.project("hungry", "--memory-limit", "64");
        user.project("busy");
        // So little that it is reached on a busy machine too.
        user.ok("quotas", "set", "busy", "max_cpu_percent", "10");
        quiet = new HashSet<>(launch("quiet", "exec sleep 1000", "--count", "9").lines().toList());
        assertThat(quiet).hasSize(9);
        try (var beats = beats()) {
            enforced = beats.enforced("quiet");
        }
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    private Beats beats() throws IOException {
        return Beats.of(user.state().resolve("agent.sock"), BEAT);
    }

    private String launch(String project, String script, String... more) {
        var words =
                new ArrayList<>(
                        List.of("launch", project, "--new", "--agent", "shell", "--no-attach"));
        words.addAll(List.of(more));
        words.addAll(List.of("--", "-c", script));
        return user.ok(words.toArray(String[]::new));
    }

    private void needsKernelsLimits() {
        assumeTrue(enforced, "no control groups with memory, cpu, pids and freezer here");
    }

    @Test
    void aForkBomb() throws IOException {
        needsKernelsLimits();
        culprit("wild", "exec perl -e 'fork while 1'", "wants more than runners.max_processes 64");
    }

    @Test
    void aMemoryHog() throws IOException {
        needsKernelsLimits();
        culprit("hungry", HOG + "; exec sleep 1000", "wants more memory than its project has");
    }

    @Test
    void whatTheKernelKilledForMemorySaysSo() {
        needsKernelsLimits();
        var id = launch("hungry", "exec " + HOG);
        Await.until("it failed", UserHome.SOON, () -> user.field(id, "status").equals("failed"));
        assertThat(user.field(id, "reason")).isEqualTo("killed by SIGKILL: out of memory");
    }

    @Test
    void aProcessorHog() throws IOException {
        needsKernelsLimits();
        culprit(
                "busy",
                "while :; do :; done & while :; do :; done & while :; do :; done",
                "uses all of its max_cpu_percent 10");
    }

    @Test
    void aFloodOfOutput() throws IOException {
        culprit("wild", "exec yes 'far too much to say'", "KiB a second");
    }

    @Test
    void aDescriptorLeak() throws IOException {
        assumeTrue(Files.isExecutable(PRLIMIT), "no " + PRLIMIT + " here");
        culprit(
                "wild",
                "exec perl -e 'while (open my $f, \"<\", \"/dev/null\") { push @f, $f } sleep"
                        + " 1000'",
                "has 64 of 64 open files in one process");
    }

    /** Lets it do its worst until an event says so. */
    private void culprit(String project, String script, String excess) throws IOException {
        List<Beat> beats;
        List<Shells.Result> answers;
        try (var heard = beats();
                var asker = new StatusAsker(user)) {
            var id = launch(project, script);
            try {
                Await.until(
                        id + " is named",
                        UserHome.SOON,
                        () ->
                                isNamed(id, excess)
                                        && heard.seen().size() >= LEAST_BEATS
                                        && asker.count() >= LEAST_ANSWERS);
                answers = asker.end();
                beats = heard.seen();
            } finally {
                user.ok("kill", id, "--timeout", "1s");
            }
        }
        assertThat(answers).allSatisfy(each -> assertThat(each.exitCode()).isZero());
        assertThat(answers.getLast().stdout()).contains(", 0 missed,");
        assertThat(beats)
                .extracting(Beat::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, beats.size()).boxed().toList());
        assertThat(beats).allSatisfy(beat -> assertThat(names(beat)).containsAll(quiet));
        assertThat(user.ok("runners", "--project", "quiet", "-q").lines())
                .containsExactlyInAnyOrderElementsOf(quiet);
    }

    private static List<String> names(Beat beat) {
        return beat.runners().stream().map(each -> each.target().runner()).toList();
    }

    private boolean isNamed(String id, String excess) {
        try {
            var count =
                    EmbeddedSql.one(
                            user,
                            "select count(*) from events where type = 'quota.exceeded'"
                                    + " and data ->> 'runner' = '"
                                    + id
                                    + "' and data ->> 'excess' like '%"
                                    + excess
                                    + "%'");
            return !count.equals("0");
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }
}
