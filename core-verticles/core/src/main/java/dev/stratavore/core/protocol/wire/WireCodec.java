package dev.stratavore.core.protocol.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;

/**
 * Carries every command and reply over the event bus: a four-byte length and the JSON object {@code
 * {"tag": …, "body": …}}. Stateless.
 *
 * <p>It is chosen by name with each message ({@link #options}) and not by the bus's one selector,
 * which belongs to the application that we may be a guest of.
 */
public final class WireCodec implements MessageCodec<Object, Object> {
    /** What the codec is registered as. */
    public static final String NAME = "stratavore.wire";

    private static final int USER_CODEC = -1;

    /** How to send a command or a reply. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME);
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        var tag =
                WireTags.tagOf(message.getClass())
                        .orElseThrow(() ->
                                new IllegalArgumentException(message.getClass() + " has no tag"));
        var json = WireJson.MAPPER.createObjectNode().put("tag", tag);
        json.set("body", WireJson.MAPPER.valueToTree(message));
        try {
            var bytes = WireJson.MAPPER.writeValueAsBytes(json);
            buffer.appendInt(bytes.length).appendBytes(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + tag, e);
        }
    }

    /** The record, or {@link Unreadable}. */
    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        int begin = position + Integer.BYTES;
        try {
            var json =
                    WireJson.MAPPER.readTree(
                            buffer.getBytes(begin, begin + buffer.getInt(position)));
            return read(json);
        } catch (IOException | IndexOutOfBoundsException e) {
            return new Unreadable("not a message of ours: " + e.getClass().getSimpleName());
        }
    }

    private static Object read(JsonNode json) {
        var tag = json.path("tag").asText();
        var type = WireTags.typeOf(tag);
        if (type.isEmpty()) {
            return new Unreadable("unknown tag '" + tag + "'");
        }
        var body = json.path("body");
        if (!body.isObject()) {
            return new Unreadable(tag + " without a body");
        }
        try {
            return WireJson.MAPPER.treeToValue(body, type.get());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new Unreadable("malformed " + tag + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return USER_CODEC;
    }
}
