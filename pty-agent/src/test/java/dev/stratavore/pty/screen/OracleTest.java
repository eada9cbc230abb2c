package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.pty.screen.Grammar.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mirror beside xterm.js: the same text, colours, cursor, modes, region, tab stops and title.
 * {@code -Doracle.streams=N} and {@code -Doracle.first=N} choose how many random streams and the
 * seed of the first.
 */
@Tag("all")
final class OracleTest {
    private static final int STREAMS = Integer.getInteger("oracle.streams", 2000);
    private static final int FIRST = Integer.getInteger("oracle.first", 0);
    private static final int STEPS = 40;
    private static final int PIECE = 499;

    private static @Nullable Oracle running;

    private Oracle oracle;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Oracle.packages().isPresent(), "@xterm/headless or node is not installed");
        if (running == null) {
            running = Oracle.start(Oracle.packages().orElseThrow());
        }
        oracle = running;
    }

    @AfterAll
    static void end() {
        if (running != null) {
            running.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.stratavore.pty.screen.Recording#all")
    void aRecordingLooksTheSameAllTheWay(Recording recording) {
        Mirror mirror = recording.start();
        oracle.screen(mirror.cols(), mirror.rows());
        Recording.Player fed = Comparison.player(mirror);
        recording.play(
                new Recording.Player() {
                    @Override
                    public void feed(byte[] b, int off, int len) {
                        fed.feed(b, off, len);
                        oracle.feed(b, off, len);
                        assertThat(ScreenDump.of(mirror))
                                .as("after %d bytes", off + len)
                                .isEqualTo(oracle.dump());
                    }

                    @Override
                    public void resize(int cols, int rows) {
                        fed.resize(cols, rows);
                        oracle.resize(cols, rows);
                        assertThat(ScreenDump.of(mirror))
                                .as("%d x %d", cols, rows)
                                .isEqualTo(oracle.dump());
                    }
                },
                PIECE);
    }

    @Test
    void randomOutputLooksTheSame() {
        for (int seed = FIRST; seed < FIRST + STREAMS; seed++) {
            List<Step> steps = new Grammar(seed).steps(STEPS);
            if (!Comparison.of(oracle, steps).same()) {
                List<Step> fewest =
                        Comparison.fewest(steps, less -> !Comparison.of(oracle, less).same());
                Comparison comparison = Comparison.of(oracle, fewest);
                assertThat(comparison.mirror())
                        .as("seed %d, in short: %s", seed, Comparison.shown(fewest))
                        .isEqualTo(comparison.oracle());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KnownDifference.class)
    void aKnownDifferenceIsOneAndItsCorrectionEndsIt(KnownDifference known) {
        Comparison plain = Comparison.of(oracle, known.example, known.name());
        assertThat(plain.mirror()).as(known.reason).isNotEqualTo(plain.oracle());
        if (known.corrected) {
            Comparison comparison = Comparison.of(oracle, known.example);
            assertThat(comparison.mirror()).isEqualTo(comparison.oracle());
        }
    }

    @Test
    void everyCharacterHasTheSameWidthButForThoseListed() throws IOException {
        oracle.screen(2, 2, KnownDifference.WIDTHS.name());
        String widths = oracle.widths();
        List<String> differences = new ArrayList<>();
        int first = 0;
        for (int c = 0xa0; c <= widths.length(); c++) {
            if (!difference(widths, c).equals(difference(widths, first))) {
                if (!difference(widths, first).isEmpty()) {
                    differences.add("%x %x %s".formatted(first, c - 1, difference(widths, first)));
                }
                first = c;
            }
        }
        assertThat(differences).containsExactlyElementsOf(listed());
    }

    private static String difference(String widths, int c) {
        boolean shown = c >= 0xa0 && c < widths.length() && !isSurrogate(c);
        int here = shown ? Widths.of(c) : 0;
        int there = shown ? widths.charAt(c) - '0' : 0;
        return here == there ? "" : there + " " + here;
    }

    private static boolean isSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = OracleTest.class.getResourceAsStream("/oracle/widths.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
