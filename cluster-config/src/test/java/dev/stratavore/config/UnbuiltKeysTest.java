package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnbuiltKeysTest {
    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource({
        "security.mtls.enabled, true, false",
        "security.mtls.cert_file, /etc/hostname, \"\"",
        "security.mtls.ca_file, /no/such/file, \"\"",
        "messaging.rabbitmq.host, broker, \"localhost\"",
        "messaging.rabbitmq.port, 5671, 5672",
        "messaging.rabbitmq.publisher_confirms, false, true",
        "metrics.prometheus.port, 9092, 9091",
        "metrics.prometheus.enabled, maybe, true",
        "quotas.max_tokens_per_day, 500000, 0",
    })
    void anyOtherValueIsRefused(String key, String value, String only) {
        assertThat(new Sources(root).set(key + "=" + value).errors())
                .containsExactly(
                        "--set: " + key + ": not available in this version (only " + only + ")");
    }

    @Test
    void whatAsksForNothingIsTaken() {
        ConfigResult.Loaded loaded =
                new Sources(root)
                        .set("security.mtls.enabled=false")
                        .set("security.mtls.cert_file=")
                        .set("metrics.prometheus.enabled=false")
                        .set("quotas.max_tokens_per_day=0")
                        .loaded();
        assertThat(loaded.config()).isEqualTo(new Sources(root).config());
        assertThat(loaded.warnings()).isEmpty();
    }
}
