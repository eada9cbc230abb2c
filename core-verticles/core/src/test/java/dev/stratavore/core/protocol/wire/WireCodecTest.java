package dev.stratavore.core.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WireCodecTest {
    private static final int ELSEWHERE = 3;

    private final WireCodec codec = new WireCodec();

    @Test
    void everyCommandAndReplyHasATagAndASample() {
        assertThat(Samples.types())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(WireTags.tagOf(type)).isPresent());
        assertThat(Samples.ALL)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Samples.types());
    }

    static Stream<Record> samples() {
        return Samples.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageArrivesAsItWasSent(Record message) {
        assertThat(decode(encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageIsWrittenAsItsGoldenFileSays(Record message) throws IOException {
        var buffer = encode(message);
        var json = buffer.getString(ELSEWHERE + Integer.BYTES, buffer.length());
        assertThat(new JsonObject(json)).isEqualTo(new JsonObject(golden(message)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aGoldenFileIsReadAsItWasMeant(Record message) throws IOException {
        assertThat(decode(framed(golden(message)))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknownFieldsAreIgnored(Record message) throws IOException {
        var json = new JsonObject(golden(message)).put("added", "later");
        json.getJsonObject("body").put("added", new JsonObject().put("later", 1));
        assertThat(decode(framed(json.encode()))).isEqualTo(message);
    }

    @Test
    void anExitCodeIsNoSignal() {
        var exited = new RunnerCommand.HostExited(RunnerId.ofBits(1), 7, new ExitStatus.Code(137));
        assertThat(decode(encode(exited))).isEqualTo(exited);
        // As a node wrote it that knows no causes.
        var older =
                "{\"tag\": \"runner.host-exited\", \"body\": {\"runner\":"
                        + " \"runner-baaaaaaaaaaa\", \"fence\": 7, \"exit\": {\"code\": 137}}}";
        assertThat(decode(framed(older))).isEqualTo(exited);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tag\": \"runner.fly\", \"body\": {}}",
                "{\"tag\": \"runner.await-started\"}",
                "{\"tag\": \"runner.await-started\", \"body\": {}}",
                "{\"tag\": \"runner.await-started\", \"body\": {\"runner\": \"nobody\"}}",
                "{\"tag\": \"runner.await-started\", \"body\": {\"runner\": 5}}",
                "{\"tag\": \"runner.host-forgot\", \"body\": {\"runner\":"
                        + " \"runner-baaaaaaaaaaa\"}}",
                "{\"tag\": \"runner.reply.now\", \"body\": {\"status\": \"FLYING\", \"attempt\":"
                        + " 1}}",
                "{\"tag\": \"project.launch\", \"body\": {\"project\": 1}}",
                "[]",
                "not json"
            })
    void whatCannotBeReadIsSaidToBeSo(String text) {
        assertThat(decode(framed(text))).isInstanceOf(Unreadable.class);
    }

    @Test
    void aTruncatedMessageIsSaidToBeSo() {
        var whole =
                framed(
                        "{\"tag\": \"project.reply.quota-reached\", \"body\": {\"limit\": 1,"
                                + " \"live\": 1, \"asked\": 1}}");
        assertThat(decode(whole)).isEqualTo(new ProjectReply.QuotaReached(1, 1, 1));
        assertThat(decode(whole.getBuffer(0, whole.length() - 1))).isInstanceOf(Unreadable.class);
    }

    @Test
    void onOneNodeTheRecordItselfIsPassed() {
        var message = Samples.ALL.getFirst();
        assertThat(codec.transform(message)).isSameAs(message);
    }

    @Test
    void whatHasNoTagIsNotSent() {
        assertThatThrownBy(() -> codec.encodeToWire(Buffer.buffer(), "text"))
                .hasMessageContaining("no tag");
    }

    @Test
    void secretsTravelAndAreNeverShown() {
        var launch =
                Samples.ALL.stream()
                        .filter(sample -> encode(sample).toString().contains("s3cret"))
                        .toList();
        assertThat(launch).hasSize(1);
        assertThat(launch.getFirst().toString())
                .contains("ANTHROPIC_API_KEY")
                .doesNotContain("s3cret");
    }

    private Buffer encode(Object message) {
        var buffer = Buffer.buffer("xyz");
        codec.encodeToWire(buffer, message);
        return buffer;
    }

    private Object decode(Buffer buffer) {
        return codec.decodeFromWire(ELSEWHERE, buffer);
    }

    private static Buffer framed(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer("xyz").appendInt(bytes.length).appendBytes(bytes);
    }

    private static String golden(Record message) throws IOException {
        var name = WireTags.tagOf(message.getClass()).orElseThrow() + ".json";
        try (var file = WireCodecTest.class.getResourceAsStream("/wire/" + name)) {
            assertThat(file).as("golden file %s", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
