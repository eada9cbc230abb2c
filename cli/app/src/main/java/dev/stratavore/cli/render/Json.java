package dev.stratavore.cli.render;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259), indented by two. Knows maps with text keys, lists, text, numbers,
 * booleans and null.
 */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        Json json = new Json();
        json.value(value, "\n");
        return json.out.append('\n').toString();
    }

    private void value(@Nullable Object value, String newline) {
        switch (value) {
            case Map<?, ?> map -> map(map, newline);
            case List<?> list -> list(list, newline);
            case String text -> quote(text, out);
            case null -> out.append("null");
            default -> out.append(value);
        }
    }

    private void map(Map<?, ?> map, String newline) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = newline + "  ";
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before).append(inner);
            quote(String.valueOf(entry.getKey()), out);
            out.append(": ");
            value(entry.getValue(), inner);
            before = ",";
        }
        out.append(newline).append('}');
    }

    private void list(List<?> list, String newline) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        String inner = newline + "  ";
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            out.append(inner);
            value(items.next(), inner);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(newline).append(']');
    }

    /** Appends a text in quotes; escapes what a terminal would obey, too. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                        out.append("\\u00");
                        out.append(Character.forDigit(c >> 4, 16));
                        out.append(Character.forDigit(c & 0xf, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
