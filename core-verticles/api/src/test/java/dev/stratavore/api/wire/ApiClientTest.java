package dev.stratavore.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.wire.ApiException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiClientTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\ncontent-type:"
                    + " application/grpc-web+proto\r\n\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path scratch = Path.of("unset");

    private ApiClient client(Duration limit) {
        return new ApiClient(scratch.resolve("s.sock"), limit);
    }

    @Test
    void godModeIsAskedForWithAHeader() throws Exception {
        try (ScriptedServer server = server(new byte[0])) {
            assertThatThrownBy(client(LIMIT).asGod().within(LIMIT)::status)
                    .isInstanceOf(ApiException.class);
            assertThat(server.request()).contains("\r\nstratavore-god: true\r\n");
        }
    }

    @Test
    void godModeIsNotAskedForByItself() throws Exception {
        try (ScriptedServer server = server(new byte[0])) {
            assertThatThrownBy(client(LIMIT)::status).isInstanceOf(ApiException.class);
            assertThat(server.request()).doesNotContain("stratavore-god");
        }
    }

    private ScriptedServer server(byte[]... script) throws IOException {
        return ScriptedServer.listen(scratch.resolve("s.sock"), List.of(script));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] frame(int flags, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) flags)
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] chunk(byte[] body) {
        return join(ascii(Integer.toHexString(body.length) + ";x=y\r\n"), body, ascii("\r\n"));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ok() {
        return frame(0x80, ascii("grpc-status: 0\r\n"));
    }

    private ApiException failure(byte[]... script) throws IOException {
        try (ScriptedServer _ = server(script)) {
            return catchThrowableOfType(
                    ApiException.class, () -> client(LIMIT).detach(new DetachRequest("r")));
        }
    }

    @Test
    void anAnswerInAnyPiecesIsRead() throws IOException {
        byte[] reply = frame(0, new DetachReply(7).encode());
        byte[] all =
                join(
                        ascii(CHUNKED),
                        chunk(Arrays.copyOf(reply, 3)),
                        chunk(Arrays.copyOfRange(reply, 3, reply.length)),
                        chunk(ok()),
                        ascii("0\r\n\r\n"));
        byte[][] single = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            single[i] = new byte[] {all[i]};
        }
        try (ScriptedServer server = server(single)) {
            assertThat(client(LIMIT).detach(new DetachRequest("r")).detached()).isEqualTo(7);
            assertThat(server.request())
                    .startsWith("POST /stratavore.v1.Runners/Detach HTTP/1.1\r\n")
                    .contains("application/grpc-web+proto", "grpc-timeout: 20000m\r\n");
        }
    }

    @Test
    void aBodyOfAGivenLengthIsRead() throws IOException {
        byte[] body = join(frame(0, new DetachReply(1).encode()), ok());
        try (ScriptedServer _ =
                server(
                        ascii("HTTP/1.1 200 OK\r\ncontent-length: " + body.length + "\r\n\r\n"),
                        body)) {
            assertThat(client(LIMIT).detach(new DetachRequest("r")).detached()).isEqualTo(1);
        }
    }

    @Test
    void aStreamEndsWithItsTrailers() throws IOException {
        List<byte[]> script = new ArrayList<>(List.of(ascii(CHUNKED)));
        for (int i = 0; i < 3; i++) {
            script.add(chunk(frame(0, new LogChunk(new byte[] {(byte) i}, 0).encode())));
        }
        script.add(chunk(ok()));
        try (ScriptedServer _ = server(script.toArray(byte[][]::new));
                ApiStream<LogChunk> stream =
                        client(LIMIT).logs(new LogsRequest("r", true, false, 0, 0, 0))) {
            int sum = 0;
            for (LogChunk next = stream.next(); next != null; next = stream.next()) {
                sum += next.data()[0];
            }
            assertThat(sum).isEqualTo(3);
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void aRefusalCarriesItsDetail() throws IOException {
        ErrorDetail detail = new ErrorDetail("ambiguous", "be exact", List.of("a", "b"), 2);
        String base64 = Base64.getEncoder().encodeToString(detail.encode());
        ApiException failed =
                failure(
                        ascii(CHUNKED),
                        chunk(
                                frame(
                                        0x80,
                                        ascii(
                                                "grpc-status:3\r\ngrpc-message:50%25 %C3%BC%\r\n"
                                                        + "Stratavore-Error-Bin: "
                                                        + base64
                                                        + "\r\n"))));
        assertThat(failed.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failed.status()).isEqualTo(ApiStatus.INVALID_ARGUMENT);
        assertThat(failed).hasMessage("50% ü%");
        assertThat(failed.detail()).isEqualTo(detail);
    }

    @Test
    void trailersMayStandInTheHead() throws IOException {
        ApiException failed =
                failure(ascii("HTTP/1.1 200 OK\r\ngrpc-status: 5\r\ngrpc-message: none\r\n\r\n"));
        assertThat(failed.status()).isEqualTo(ApiStatus.NOT_FOUND);
        assertThat(failed).hasMessage("none");
    }

    @Test
    void whateverIsNoAnswerIsABrokenCall() throws IOException {
        byte[] reply = frame(0, new DetachReply(7).encode());
        for (byte[] script :
                List.of(
                        ascii("HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n"),
                        ascii("nonsense\r\n\r\n"),
                        ascii("HTTP/1.1 200 OK\r\ncontent-le"),
                        join(ascii(CHUNKED), chunk(reply)),
                        join(ascii(CHUNKED), chunk(reply), ascii("0\r\n\r\n")),
                        join(ascii(CHUNKED), ascii("zz\r\n")),
                        join(ascii(CHUNKED), chunk(frame(0, new byte[] {10, 99})), chunk(ok())),
                        join(ascii(CHUNKED), chunk(new byte[] {0, 127, 127, 127, 127})),
                        join(ascii(CHUNKED), chunk(frame(1, new byte[0]))),
                        join(ascii(CHUNKED), chunk(ok())))) {
            Files.deleteIfExists(scratch.resolve("s.sock"));
            assertThat(failure(script).kind())
                    .as(new String(script, StandardCharsets.ISO_8859_1))
                    .isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void aSilentDaemonIsGivenUpAtTheDeadline() throws IOException {
        try (ScriptedServer server = server()) {
            ApiException failed =
                    catchThrowableOfType(
                            ApiException.class, () -> client(Duration.ofMillis(100)).status());
            assertThat(failed.kind()).isEqualTo(Kind.DEADLINE);
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void closingAStreamHangsUp() throws IOException {
        try (ScriptedServer server = server()) {
            client(LIMIT).watchRunner(new GetRunnerRequest("r", "")).close();
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        ApiException failed =
                catchThrowableOfType(ApiException.class, () -> client(LIMIT).status());
        assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
    }
}
