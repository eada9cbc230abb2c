package dev.stratavore.core.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import java.io.IOException;
import java.util.function.Function;

/**
 * The JSON of records by their components, identifiers as plain values. No type is ever named by
 * the sender beyond the tag of the whole message.
 */
final class WireJson {
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(values())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private WireJson() {}

    private static SimpleModule values() {
        var module = new SimpleModule();
        text(module, RunnerId.class, RunnerId::value, RunnerId::new);
        text(module, Principal.class, Principal::value, Principal::new);
        module.addSerializer(
                ProjectKey.class,
                writing(ProjectKey.class, (key, json) -> json.writeNumber(key.value())));
        module.addDeserializer(
                ProjectKey.class, reading(ProjectKey.class, json -> new ProjectKey(whole(json))));
        module.addSerializer(ExitStatus.class, writing(ExitStatus.class, WireJson::writeExit));
        module.addDeserializer(ExitStatus.class, reading(ExitStatus.class, WireJson::readExit));
        return module;
    }

    private static <T> void text(
            SimpleModule module,
            Class<T> type,
            Function<T, String> write,
            Function<String, T> read) {
        module.addSerializer(
                type, writing(type, (value, json) -> json.writeString(write.apply(value))));
        module.addDeserializer(
                type,
                reading(
                        type,
                        json -> {
                            if (!json.isTextual()) {
                                throw new IllegalArgumentException(
                                        type.getSimpleName() + " is a text");
                            }
                            return read.apply(json.textValue());
                        }));
    }

    private static void writeExit(ExitStatus exit, JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (exit) {
            case ExitStatus.Code(int code) -> json.writeNumberField("code", code);
            case ExitStatus.Signal(int number) -> json.writeNumberField("signal", number);
        }
        json.writeEndObject();
    }

    private static ExitStatus readExit(JsonNode json) {
        return json.has("signal")
                ? new ExitStatus.Signal((int) whole(json.path("signal")))
                : new ExitStatus.Code((int) whole(json.path("code")));
    }

    private static long whole(JsonNode json) {
        if (!json.isIntegralNumber() || !json.canConvertToLong()) {
            throw new IllegalArgumentException("not a whole number: " + json.getNodeType());
        }
        return json.longValue();
    }

    private interface Write<T> {
        void to(T value, JsonGenerator json) throws IOException;
    }

    private static <T> StdSerializer<T> writing(Class<T> type, Write<? super T> write) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                    throws IOException {
                write.to(value, json);
            }
        };
    }

    private static <T> StdDeserializer<T> reading(Class<T> type, Function<JsonNode, T> read) {
        return new StdDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context)
                    throws IOException {
                return read.apply(context.readTree(parser));
            }
        };
    }
}
