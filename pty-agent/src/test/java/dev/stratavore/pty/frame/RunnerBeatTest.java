package dev.stratavore.pty.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunnerBeatTest {
    private static RunnerBeat beat(boolean held) {
        return new RunnerBeat(new RunnerRef("a", 1), 9, RunnerBeat.Usage.NONE, false, 1, 70, held);
    }

    private static byte[] written(RunnerBeat beat) {
        var out = new PayloadWriter(64);
        beat.write(out);
        return out.payloadBytes();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whetherItIsHeldArrives(boolean held) throws FrameException {
        byte[] bytes = written(beat(held));
        assertThat(RunnerBeat.read(new PayloadReader(bytes, 0, bytes.length)))
                .isEqualTo(beat(held));
    }

    @Test
    void whatSaysNothingIsHeld() {
        assertThat(written(beat(true))).hasSize(written(beat(false)).length - 1);
    }
}
