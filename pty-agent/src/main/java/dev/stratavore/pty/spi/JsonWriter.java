package dev.stratavore.pty.spi;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes JSON without blanks. */
final class JsonWriter {
    private JsonWriter() {}

    static String write(Json json) {
        return switch (json) {
            case Json.Members(var values) ->
                    values.entrySet().stream()
                            .map(e -> string(e.getKey()) + ":" + write(e.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case Json.Elements(var values) ->
                    values.stream()
                            .map(JsonWriter::write)
                            .collect(Collectors.joining(",", "[", "]"));
            case Json.Text(var value) -> string(value);
            case Json.Numeral(var text) -> text;
            case Json.Word word -> word.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String string(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
