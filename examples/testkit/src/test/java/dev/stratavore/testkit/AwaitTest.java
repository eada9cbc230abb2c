package dev.stratavore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AwaitTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aConditionIsLookedAtUntilItHolds() {
        var looks = new AtomicInteger();

        Await.until("third look", SOON, () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }

    @Test
    void aConditionThatNeverHoldsFailsWithItsName() {
        assertThatThrownBy(() -> Await.until("the moon", Duration.ofMillis(20), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the moon");
    }

    @Test
    void aDeadlineOfZeroStillLooksOnce() {
        assertThat(Await.value("there", Duration.ZERO, () -> Optional.of("it"))).isEqualTo("it");
    }

    @Test
    void aFailedFutureFailsWithItsCause() {
        var failed = CompletableFuture.failedFuture(new IOException("disk"));

        assertThatThrownBy(() -> Await.result("write", SOON, failed)).hasRootCauseMessage("disk");
    }

    @Test
    void freePortsAreDifferent() {
        assertThat(new HashSet<>(FreePorts.several(20))).hasSize(20);
    }

    @Test
    void aProcessNameWithParenthesesDoesNotShiftTheFields() {
        String line = "12 (a) b) S) T 1 2 3 34816 5 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4242 0 0";

        assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat('T', 1, 2, 3, 5, 4242));
    }
}
