package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

final class RandomIdsTest {
    private final RandomIds ids = new RandomIds(new Random(1));

    @RepeatedTest(20)
    void idsHaveTheirForms() {
        assertThat(ids.runner().value()).matches("runner-[a-z2-7]{12}");
        assertThat(ids.agentSession().version()).isEqualTo(4);
        assertThat(ids.agentSession().variant()).isEqualTo(2);
        assertThat(ids.trace()).matches("[0-9a-f]{32}").isNotEqualTo(ids.trace());
    }
}
