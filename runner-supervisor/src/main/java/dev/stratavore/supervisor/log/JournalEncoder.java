package dev.stratavore.supervisor.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * Puts the severity in front of each line of a record. The journal makes an entry of each line, so
 * every line of a stack trace needs its own.
 */
final class JournalEncoder extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> inner;

    JournalEncoder(Encoder<ILoggingEvent> inner) {
        this.inner = inner;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String prefix = Severity.prefix(event.getLevel());
        var lines = new StringBuilder();
        new String(inner.encode(event), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> lines.append(prefix).append(line).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
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
