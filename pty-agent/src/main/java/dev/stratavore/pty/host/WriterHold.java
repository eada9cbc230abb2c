package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a writer's slow terminal hold its program back, as a real terminal does, but for a short
 * time only; then the writer falls behind and gets a picture when it can take one.
 */
final class WriterHold {
    private final HostServices host;
    private final Terminal terminal;
    private @Nullable Timer expiry;
    private @Nullable AttachedClient givenUp;

    WriterHold(HostServices host, Terminal terminal) {
        this.host = host;
        this.terminal = terminal;
    }

    /** To be called when the writer's lag may have changed. */
    void check() {
        AttachedClient writer = terminal.roster().writer();
        long lag = writer == null ? 0 : terminal.ring().end() - writer.cursor();
        if (lag <= terminal.ring().limit() / 8) {
            givenUp = null;
            release();
        } else if (lag >= terminal.ring().limit() / 2
                && writer != givenUp
                && expiry == null
                && !terminal.gate().holds(ReadGate.WRITER)) {
            Duration most = Duration.ofMillis(host.settings().get().writerHoldMillis());
            if (!most.isZero()) {
                terminal.gate().hold(ReadGate.WRITER);
                expiry = host.loop().schedule(most, () -> giveUp(writer));
            }
        }
    }

    private void giveUp(@Nullable AttachedClient writer) {
        givenUp = writer;
        release();
    }

    private void release() {
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
        terminal.gate().release(ReadGate.WRITER);
    }
}
