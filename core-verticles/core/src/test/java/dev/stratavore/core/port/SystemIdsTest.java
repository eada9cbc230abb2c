package dev.stratavore.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

final class SystemIdsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private final SystemIds ids = new SystemIds(new Random(), InstantSource.fixed(NOON));

    @RepeatedTest(20)
    void idsHaveTheirForms() {
        var ours = ids.uuid();
        assertThat(ours.version()).isEqualTo(7);
        assertThat(ours.variant()).isEqualTo(2);
        assertThat(ours.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
        assertThat(ids.uuid()).isNotEqualTo(ours);
        assertThat(ids.randomUuid().version()).isEqualTo(4);
        assertThat(ids.randomUuid().variant()).isEqualTo(2);
        assertThat(ids.runnerId().value()).matches("runner-[a-z2-7]{12}");
    }
}
