package dev.stratavore.config;

import dev.stratavore.config.ScalarTypes.Text;
import dev.stratavore.config.ScalarTypes.Toggle;
import dev.stratavore.config.ScalarTypes.WholeNumber;
import dev.stratavore.config.SpecialTypes.ReadableFile;
import java.util.List;
import java.util.Optional;

/**
 * The keys of parts that are not in this version. They are known so that a file written for a later
 * version, or copied from the guide, is not refused for them while they ask for nothing; any other
 * value is refused, because to ignore it would be to promise it.
 */
final class UnbuiltKeys {
    private static final Text TEXT = new Text();
    private static final Toggle TOGGLE = new Toggle();
    private static final ReadableFile FILE = new ReadableFile();
    private static final WholeNumber PORT_NUMBER = new WholeNumber(1, 65_535);
    private static final WholeNumber FROM_ZERO = new WholeNumber(0, Integer.MAX_VALUE);
    private static final String BROKER = "messaging.rabbitmq.";
    private static final String PROMETHEUS = "metrics.prometheus.";
    private static final String MTLS = "security.mtls.";

    private UnbuiltKeys() {}

    static void addTo(List<Key<?>> table) {
        table.add(one("quotas.max_tokens_per_day", FROM_ZERO, "Tokens of a project a day", 0));
        table.add(one(BROKER + "host", TEXT, "Host of the message broker", "localhost"));
        table.add(one(BROKER + "port", PORT_NUMBER, "Its port", 5672));
        table.add(one(BROKER + "exchange", TEXT, "Topic exchange", "stratavore.events"));
        table.add(one(BROKER + "publisher_confirms", TOGGLE, "Confirmed publishing", true));
        List<Boolean> onAndOff = List.of(true, false);
        table.add(Key.unbuilt(PROMETHEUS + "enabled", TOGGLE, "Metrics listener", onAndOff));
        table.add(one(PROMETHEUS + "port", PORT_NUMBER, "Its port", 9091));
        table.add(one(MTLS + "enabled", TOGGLE, "TLS with client certificates", false));
        table.add(one(MTLS + "cert_file", FILE, "Certificate of the node", Optional.empty()));
        table.add(one(MTLS + "key_file", FILE, "Its private key", Optional.empty()));
        table.add(one(MTLS + "ca_file", FILE, "Authority to trust", Optional.empty()));
    }

    private static <T> Key<T> one(String path, KeyType<T> type, String meaning, T only) {
        return Key.unbuilt(path, type, meaning, List.of(only));
    }
}
