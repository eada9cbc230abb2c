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
    void aFileMayLowerALimitAndNeverRaiseIt() {
        var own = Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 3L);
        var limit = QuotaLimit.of(QuotaName.MAX_CONCURRENT_RUNNERS, DEFAULTS, own);

        assertThat(limit.wished(2, "F").limit()).isEqualTo(OptionalLong.of(2));
        assertThat(limit.wished(2, "F").source()).isEqualTo(QuotaLimit.Source.FILE);
        assertThat(limit.wished(3, "F")).isEqualTo(limit);
        assertThat(limit.wished(9, "F").limit()).isEqualTo(OptionalLong.of(3));
        assertThat(limit.wished(9, "F").source()).isEqualTo(QuotaLimit.Source.PROJECT);
        assertThat(limit.wished(9, "F").remark())
                .contains("F would raise the limit from 3 to 9: ignored");
    }

    @Test
    void noLimitAtAllIsTheHighest() {
        var none = QuotaLimit.of(QuotaName.MAX_MEMORY_MB, DEFAULTS, Map.of());
        var some =
                QuotaLimit.of(
                        QuotaName.MAX_MEMORY_MB, Map.of(QuotaName.MAX_MEMORY_MB, 9L), Map.of());

        assertThat(none.wished(5, "F").limit()).isEqualTo(OptionalLong.of(5));
        assertThat(none.wished(0, "F")).isEqualTo(none);
        assertThat(some.wished(0, "F").limit()).isEqualTo(OptionalLong.of(9));
        assertThat(some.wished(0, "F").remark())
                .contains("F would raise the limit from 9 to none: ignored");
    }

    @Test
    void namesAreFoundByTheirWords() {
        for (var name : QuotaName.values()) {
            assertThat(QuotaName.ofWord(name.word())).contains(name);
        }
        assertThat(QuotaName.ofWord("MAX_MEMORY_MB")).isEmpty();
    }
}
