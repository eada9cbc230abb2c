package dev.stratavore.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EncodersTest {
    private static final Instant AT = Instant.parse("2025-03-04T05:06:07.089Z");

    private final LoggerContext context = new LoggerContext();

    private ILoggingEvent event(Level level, String message, @Nullable Throwable cause) {
        var logger = context.getLogger("dev.stratavore.supervisor.Node");
        var event = new LoggingEvent("", logger, level, message, cause, null);
        event.setInstant(AT);
        return event;
    }

    private static String text(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void jsonIsOneLineWhateverTheMessageHolds() {
        var cause = new IllegalStateException("broken");
        var line =
                text(
                        new JsonEncoder(),
                        event(Level.WARN, "event=a.b-c text=\"x\ny\033[1m\"", cause));
        assertThat(line).startsWith("{\"time\":\"2025-03-04T05:06:07.089Z\",\"level\":\"WARN\",");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        var record = new JsonObject(line);
        assertThat(record.getString("logger")).isEqualTo("Node");
        assertThat(record.getString("event")).isEqualTo("a.b-c");
        assertThat(record.getString("message")).isEqualTo("event=a.b-c text=\"x\ny\033[1m\"");
        assertThat(record.getString("error")).startsWith("java.lang.IllegalStateException: broken");
    }

    @Test
    void whatNamesNoEventHasNone() {
        var record = new JsonObject(text(new JsonEncoder(), event(Level.INFO, "hello", null)));
        assertThat(record.fieldNames()).containsExactly("time", "level", "logger", "message");
    }

    @Test
    void theJournalGetsTheSeverityOfEachLine() {
        var inner = new PatternLayoutEncoder();
        inner.setContext(context);
        inner.setPattern("%msg%n");
        inner.start();
        var encoder = new JournalEncoder(inner);
        assertThat(text(encoder, event(Level.INFO, "hello", null))).isEqualTo("<6>hello\n");
        assertThat(text(encoder, event(Level.WARN, "hello", null))).isEqualTo("<4>hello\n");
        assertThat(text(encoder, event(Level.DEBUG, "hello", null))).isEqualTo("<7>hello\n");
        assertThat(text(encoder, event(Level.ERROR, "bad", new IllegalStateException("x"))).lines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith("<3>"));
    }
}
