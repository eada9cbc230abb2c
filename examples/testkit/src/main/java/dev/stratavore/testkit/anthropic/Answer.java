package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A reply made out: with the ids and numbers that go over the wire.
 *
 * @param bill says it complete; the writer knows better
 */
record Answer(Reply.Message message, Bill bill) {
    /** Ids are unique among all stand-ins, as among all messages of the real API. */
    static String id(String prefix) {
        return prefix + "_fake" + UUID.randomUUID().toString().replace("-", "");
    }

    static Answer to(ApiRequest request, Reply.Message message, Usage usage) {
        boolean calls = message.parts().stream().anyMatch(part -> part instanceof Part.ToolUse);
        var bill =
                new Bill(
                        request.number(),
                        request.session(),
                        request.agent(),
                        request.model(),
                        request.kind(),
                        id("msg"),
                        id("req"),
                        usage,
                        message.stopReason().orElse(calls ? "tool_use" : "end_turn"),
                        true);
        return new Answer(message, bill);
    }

    Bill cutShort() {
        return new Bill(
                bill.number(),
                bill.session(),
                bill.agent(),
                bill.model(),
                bill.kind(),
                bill.messageId(),
                bill.requestId(),
                bill.usage(),
                bill.stopReason(),
                false);
    }

    /** The whole message at once. */
    ObjectNode json() {
        ObjectNode json = envelope(bill.usage().json()).put("stop_reason", bill.stopReason());
        ArrayNode content = json.putArray("content");
        for (Part part : message.parts()) {
            switch (part) {
                case Part.Text(String text) ->
                        content.addObject().put("type", "text").put("text", text);
                case Part.Thinking(String text) ->
                        content.addObject()
                                .put("type", "thinking")
                                .put("thinking", text)
                                .put("signature", EventStream.SIGNATURE);
                case Part.ToolUse(String name, var input) ->
                        content.addObject()
                                .put("type", "tool_use")
                                .put("id", id("toolu"))
                                .put("name", name)
                                .set("input", input);
                case Part.Gate _ -> {}
            }
        }
        return json;
    }

    /** The message as it begins: without content and without an end. */
    ObjectNode beginning() {
        return envelope(bill.usage().atStart());
    }

    private ObjectNode envelope(ObjectNode usage) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", bill.messageId())
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", bill.model());
        json.putArray("content");
        json.putNull("stop_reason");
        json.putNull("stop_sequence");
        json.set("usage", usage);
        return json;
    }
}
