package dev.stratavore.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class QuotaLimitTest {
    private static final Map<QuotaName, Long> DEFAULTS =
            Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 5L, QuotaName.MAX_MEMORY_MB, 0L);

    @Test
    void whatAProjectSetsGoesBeforeTheConfiguration() {
        var own = Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 7L);

        var limit = QuotaLimit.of(QuotaName.MAX_CONCURRENT_RUNNERS, DEFAULTS, own);

        assertThat(limit.limit()).isEqualTo(OptionalLong.of(7));
        assertThat(limit.source()).isEqualTo(QuotaLimit.Source.PROJECT);
        assertThat(QuotaLimit.of(QuotaName.MAX_CONCURRENT_RUNNERS, DEFAULTS, Map.of()).limit())
                .isEqualTo(OptionalLong.of(5));
    }

    @Test
    void zeroRunnersAreNoneAndZeroMemoryIsNoLimit() {
        var own = Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 0L);

        assertThat(QuotaLimit.of(QuotaName.MAX_CONCURRENT_RUNNERS, DEFAULTS, own).limit())
                .isEqualTo(OptionalLong.of(0));
        assertThat(QuotaLimit.of(QuotaName.MAX_MEMORY_MB, DEFAULTS, own).limit()).isEmpty();
        assertThat(QuotaLimit.of(QuotaName.MAX_CPU_PERCENT, DEFAULTS, own).limit()).isEmpty();
    }

    @Test
    void namesAreFoundByTheirWords() {
        for (var name : QuotaName.values()) {
            assertThat(QuotaName.ofWord(name.word())).contains(name);
        }
        assertThat(QuotaName.ofWord("MAX_MEMORY_MB")).isEmpty();
    }
}
