package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostLogTest {
    private static final Instant AT = Instant.parse("2025-03-04T05:06:07Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private HostLog log(LogFormat format, HostLog.Level least) {
        return new HostLog(InstantSource.fixed(AT), out, new HostLog.Style(format, least));
    }

    @Test
    void textHasTimeLevelAndQuotedValues() {
        HostLog log = log(LogFormat.TEXT, HostLog.Level.INFO);
        log.event("served", "pid", 7, "text", "a \"b\"\n\033[1m");
        log.trouble("lost");
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        2025-03-04T05:06:07.000Z INFO  event=served pid=7 text="a \\"b\\"  [1m"
                        2025-03-04T05:06:07.000Z WARN  event=lost
                        """);
    }

    @Test
    void jsonIsAnObjectALine() {
        log(LogFormat.JSON, HostLog.Level.INFO).event("served", "pid", 7, "text", "a \"b\"\n");
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"time\":\"2025-03-04T05:06:07.000Z\",\"level\":\"INFO\",\"event\":\"served\",\"pid\":\"7\",\"text\":\"a"
                            + " \\\"b\\\" \"}\n");
    }

    @Test
    void whatIsLessGraveThanWantedIsNotWritten() {
        HostLog log = log(LogFormat.TEXT, HostLog.Level.ERROR);
        log.event("served");
        log.trouble("lost");
        log.problem(new IllegalStateException("x"));
        assertThat(out.toString(UTF_8).lines()).singleElement().asString().contains("ERROR");
    }

    @Test
    void levelAndFormatComeFromTheArguments() {
        var parsed =
                AgentOptions.parse(
                        List.of(
                                "--state",
                                "/s",
                                "--socket",
                                "/t",
                                "--log-level",
                                "warn",
                                "--log-format",
                                "json"));
        assertThat(((AgentOptions.Parsed.Run) parsed).options().style())
                .isEqualTo(new HostLog.Style(LogFormat.JSON, HostLog.Level.WARN));
        assertThat(
                        AgentOptions.parse(
                                List.of("--state", "/s", "--socket", "/t", "--log-level", "loud")))
                .isInstanceOf(AgentOptions.Parsed.Wrong.class);
    }
}
