package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class FileBoundTest {
    private static final Limits BOUNDED = new Limits("", 0, 0, 0, 0, 64);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final HostLog log =
            new HostLog(InstantSource.fixed(Instant.EPOCH), out, HostLog.Style.USUAL);

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeBoundedIsSaidOnce() {
        var bound = new FileBound(log, false);
        bound.wanted(Limits.NONE);
        assertThat(said()).isEmpty();
        bound.wanted(BOUNDED);
        bound.wanted(BOUNDED);
        assertThat(said().lines()).hasSize(1).first().asString().contains("event=not-bounded");
    }

    @Test
    void whatCanBeBoundedIsNotWorthAWord() {
        new FileBound(log, true).wanted(BOUNDED);
        assertThat(said()).isEmpty();
    }
}
