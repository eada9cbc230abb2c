package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every input, shown on recordings and on random output. */
final class MirrorPropertiesTest {
    private static final int STREAMS = 800;
    private static final int[] PIECES = {1, 2, 3, 7, 64, 4096};

    @ParameterizedTest
    @MethodSource("dev.stratavore.pty.screen.Recording#all")
    void anyPiecesOfARecordingGiveTheSameScreen(Recording recording) {
        String whole = Fed.snapshot(recording.play(recording.start(), Integer.MAX_VALUE / 2));
        for (int piece : PIECES) {
            assertThat(Fed.snapshot(recording.play(recording.start(), piece))).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.stratavore.pty.screen.Recording#all")
    void theSnapshotOfARecordingGivesItselfAgainAtEveryPoint(Recording recording) {
        Mirror[] mirror = {recording.start()};
        recording.play(
                new Recording.Player() {
                    @Override
                    public void feed(byte[] b, int off, int len) {
                        mirror[0].feed(b, off, len);
                        assertSnapshotIsFixpoint(mirror[0]);
                    }

                    @Override
                    public void resize(int cols, int rows) {
                        mirror[0].resize(cols, rows);
                        assertSnapshotIsFixpoint(mirror[0]);
                    }
                },
                211);
    }

    private static void assertSnapshotIsFixpoint(Mirror mirror) {
        Mirror again = Fed.again(mirror);
        assertThat(Fed.snapshot(again)).isEqualTo(Fed.snapshot(mirror));
        assertThat(again.text()).isEqualTo(mirror.text());
        assertThat(Fed.cursor(again)).isEqualTo(Fed.cursor(mirror));
    }

    @Test
    void anyPiecesOfRandomOutputGiveTheSameScreen() {
        for (int seed = 0; seed < STREAMS; seed++) {
            byte[] b = new Fuzz(seed).stream(60);
            Random random = new Random(seed);
            Mirror whole = Fed.feed(new Mirror(20, 6), b);
            Mirror pieces = new Mirror(20, 6);
            for (int at = 0; at < b.length; ) {
                int n = Math.min(b.length - at, 1 + random.nextInt(9));
                pieces.feed(b, at, n);
                at += n;
            }
            assertThat(Fed.snapshot(pieces)).as("seed %d", seed).isEqualTo(Fed.snapshot(whole));
        }
    }

    @Test
    void theSnapshotOfRandomOutputGivesItselfAgain() {
        for (int seed = 0; seed < STREAMS; seed++) {
            Mirror mirror = random(seed);
            assertThat(Fed.snapshot(Fed.again(mirror)))
                    .as("seed %d", seed)
                    .isEqualTo(Fed.snapshot(mirror));
        }
    }

    @Test
    void aSnapshotDoesNotDependOnWhatTheTerminalShowedBefore() {
        for (int seed = 0; seed < STREAMS; seed++) {
            Mirror mirror = random(seed);
            Mirror used = random(seed + STREAMS);
            used.resize(mirror.cols(), mirror.rows());
            Fed.feed(used, "\033\\\030\033]2;\007");
            Fed.feed(used, mirror.snapshot());
            assertThat(Fed.snapshot(used)).as("seed %d", seed).isEqualTo(Fed.snapshot(mirror));
        }
    }

    @Test
    void aSnapshotAndWhatFollowsGiveTheSameScreenAsAllOutput() {
        for (int seed = 0; seed < STREAMS; seed++) {
            Mirror mirror = random(seed);
            Mirror attached = Fed.again(mirror);
            // what a repeat repeats is the one thing that a snapshot cannot hold
            byte[] more = new Fuzz(seed + 2L * STREAMS).stream("x", 30);
            Fed.feed(mirror, more);
            Fed.feed(attached, more);
            assertThat(seen(attached)).as("seed %d", seed).isEqualTo(seen(mirror));
        }
    }

    /** All but where lines ran over, which is not to be seen, and links and colours. */
    private static String seen(Mirror mirror) {
        Fed.feed(mirror, "\033]8;;\007\033]104\007\033]110\007\033]111\007\033]112\007");
        return Fed.shown(mirror.ansi())
                + Fed.cursor(mirror)
                + mirror.title()
                + Fed.shown(mirror.modeResets());
    }

    @Test
    void theResetsLeaveNothingOn() {
        for (int seed = 0; seed < STREAMS; seed++) {
            Mirror mirror = random(seed);
            ModeTracker tracker = new ModeTracker();
            Mirror terminal = Fed.again(mirror);
            byte[] snapshot = mirror.snapshot();
            tracker.feed(snapshot, 0, snapshot.length);
            Fed.feed(terminal, tracker.resets());
            assertThat(Fed.shown(terminal.modeResets())).as("tracker, seed %d", seed).isEmpty();
            Fed.feed(mirror, mirror.modeResets());
            assertThat(Fed.shown(mirror.modeResets())).as("mirror, seed %d", seed).isEmpty();
        }
    }

    @Test
    void theTrackersResetsUndoWhatAnyOutputSwitchedOn() {
        for (int seed = 0; seed < STREAMS; seed++) {
            byte[] output = new Fuzz(seed).stream(40);
            Mirror terminal = Fed.feed(new Mirror(20, 6), output);
            ModeTracker tracker = new ModeTracker();
            tracker.feed(output, 0, output.length);
            Fed.feed(terminal, tracker.resets());
            assertThat(Fed.shown(terminal.modeResets())).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void randomBytesDoNoHarm() {
        Random random = new Random(42);
        Mirror mirror = new Mirror(20, 6);
        PlainLog log = new PlainLog(20, 6, line -> {});
        byte[] b = new byte[997];
        for (int round = 0; round < 1000; round++) {
            random.nextBytes(b);
            mirror.feed(b, 0, b.length);
            log.feed(b, 0, b.length);
            if (round % 10 == 0) {
                mirror.resize(1 + random.nextInt(30), 1 + random.nextInt(9));
                log.resize(mirror.cols(), mirror.rows());
                log.settle();
            }
        }
        assertSnapshotIsFixpoint(mirror);
    }

    @Test
    void whatNeverEndsLeavesNoMoreThanAScreen() {
        byte[] much = Fed.bytes("0123456789;".repeat(100_000));
        for (String begun :
                new String[] {"", "\033]2;", "\033]", "\033P", "\033_", "\033[", "e\u0301"}) {
            Mirror mirror = Fed.mirror(20, 6, begun);
            for (int i = 0; i < 10; i++) {
                Fed.feed(mirror, much);
            }
            assertThat(mirror.snapshot().length).as(Fed.shown(Fed.bytes(begun))).isLessThan(5000);
            assertThat(mirror.modeResets().length).isLessThan(100);
        }
    }

    private static Mirror random(long seed) {
        Fuzz fuzz = new Fuzz(seed);
        Random random = fuzz.random();
        Mirror mirror = new Mirror(1 + random.nextInt(24), 1 + random.nextInt(8));
        Fed.feed(mirror, fuzz.stream(30));
        if (random.nextInt(4) == 0) {
            mirror.resize(1 + random.nextInt(24), 1 + random.nextInt(8));
            Fed.feed(mirror, fuzz.stream(30));
        }
        return mirror;
    }
}
