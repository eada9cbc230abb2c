package dev.stratavore.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what the command line prints with {@code --format json}. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** A field of the object, or of the only object in the array, as text. */
    static String field(String text, String name) {
        var node = parse(text);
        return (node.isArray() ? node.path(0) : node).path(name).asText();
    }
}
