package dev.stratavore.supervisor.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** One JSON object a line: time, level, logger, event where the message names one, message. */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern EVENT = Pattern.compile("event=([a-z0-9._-]+)");

    @Override
    public byte[] encode(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        String logger = event.getLoggerName();
        var record =
                new JsonObject()
                        .put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                        .put("level", event.getLevel().toString())
                        .put("logger", logger.substring(logger.lastIndexOf('.') + 1));
        var named = EVENT.matcher(message);
        if (named.lookingAt()) {
            record.put("event", named.group(1));
        }
        record.put("message", message);
        if (event.getThrowableProxy() != null) {
            record.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return (record.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
