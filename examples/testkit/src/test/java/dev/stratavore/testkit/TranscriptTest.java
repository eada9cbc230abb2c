package dev.stratavore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TranscriptTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Transcript transcript = new Transcript(20);

    @Test
    void aTextThatComesInPiecesIsFound() throws Exception {
        append("..ab");
        var found = CompletableFuture.supplyAsync(() -> transcript.awaitText(0, "abcd", SOON));
        append("c");
        append("d..");

        assertThat(found.get()).isEqualTo(6);
    }

    @Test
    void theSearchBeginsAtThePosition() {
        append("x..x");

        assertThat(transcript.awaitText(0, "x", AT_ONCE)).isEqualTo(1);
        assertThat(transcript.awaitText(1, "x", AT_ONCE)).isEqualTo(4);
        assertThatThrownBy(() -> transcript.awaitText(4, "x", AT_ONCE))
                .hasMessageContaining("x..x");
    }

    @Test
    void whoWaitsLearnsWhyNothingMoreComes() {
        append("some\u001b[m");
        transcript.close("it is over");

        assertThatThrownBy(() -> transcript.awaitText(0, "more", SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it is over")
                .hasMessageContaining("some^[[m");
    }

    @Test
    void moreThanTheLimitIsAFailureAndNotAnOutOfMemory() {
        append("0123456789");
        append("0123456789+");

        assertThat(transcript.length()).isEqualTo(10);
        assertThatThrownBy(() -> transcript.awaitText(0, "+", SOON))
                .hasMessageContaining("20 bytes");
    }

    private void append(String text) {
        transcript.append(text.getBytes(UTF_8));
    }
}
