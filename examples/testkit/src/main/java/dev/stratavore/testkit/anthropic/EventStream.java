package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes an answer as server-sent events, in the order that clients of the Messages API expect. */
final class EventStream {
    /** Thinking is signed; clients only give it back. */
    static final String SIGNATURE = "ZmFrZS1zaWduYXR1cmU=";

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*|\\s+");

    private final OutputStream out;
    private final Pauses pauses;
    private int index;

    EventStream(OutputStream out, Pauses pauses) {
        this.out = out;
        this.pauses = pauses;
    }

    void write(Answer answer) throws IOException {
        ObjectNode start = event("message_start");
        start.set("message", answer.beginning());
        send(start);
        send(event("ping"));
        for (Part part : answer.message().parts()) {
            switch (part) {
                case Part.Text(String text) -> text(text, answer.message().slow());
                case Part.Thinking(String text) -> thinking(text);
                case Part.ToolUse call -> toolUse(call);
                case Part.Gate(String name) -> pauses.atGate(name);
            }
        }
        ObjectNode end = event("message_delta");
        end.putObject("delta")
                .put("stop_reason", answer.bill().stopReason())
                .putNull("stop_sequence");
        end.set("usage", answer.bill().usage().totals());
        send(end);
        send(event("message_stop"));
    }

    private void text(String text, Duration slow) throws IOException {
        start(block("text").put("text", ""));
        List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
        for (String word : words) {
            pauses.pause(slow.dividedBy(words.size()));
            delta(block("text_delta").put("text", word));
        }
        stop();
    }

    private void thinking(String text) throws IOException {
        start(block("thinking").put("thinking", "").put("signature", ""));
        delta(block("thinking_delta").put("thinking", text));
        delta(block("signature_delta").put("signature", SIGNATURE));
        stop();
    }

    private void toolUse(Part.ToolUse call) throws IOException {
        ObjectNode block = block("tool_use").put("id", Answer.id("toolu")).put("name", call.name());
        block.putObject("input");
        start(block);
        delta(block("input_json_delta").put("partial_json", call.input().toString()));
        stop();
    }

    private void start(ObjectNode block) throws IOException {
        ObjectNode event = event("content_block_start").put("index", index);
        event.set("content_block", block);
        send(event);
    }

    private void delta(ObjectNode delta) throws IOException {
        ObjectNode event = event("content_block_delta").put("index", index);
        event.set("delta", delta);
        send(event);
    }

    private void stop() throws IOException {
        send(event("content_block_stop").put("index", index++));
    }

    private static ObjectNode event(String type) {
        return block(type);
    }

    private static ObjectNode block(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private void send(JsonNode event) throws IOException {
        String text = "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
