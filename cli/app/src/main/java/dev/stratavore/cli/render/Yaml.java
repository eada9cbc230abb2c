package dev.stratavore.cli.render;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML 1.2 in block style. Text is always in double quotes, in which JSON's escapes are
 * YAML's, so no word is ever read as something else.
 */
final class Yaml {
    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    static String of(@Nullable Object value) {
        Yaml yaml = new Yaml();
        if (isBlock(value)) {
            yaml.block(value, "");
        } else {
            yaml.scalar(value);
        }
        return yaml.out.toString();
    }

    private static boolean isBlock(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty())
                || (value instanceof List<?> list && !list.isEmpty());
    }

    private void block(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            map(map, indent, indent);
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                out.append(indent).append("- ");
                if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                    map(map, "", indent + "  ");
                } else if (isBlock(item)) {
                    out.append('\n');
                    block(item, indent + "  ");
                } else {
                    scalar(item);
                }
            }
        }
    }

    private void map(Map<?, ?> map, String firstIndent, String indent) {
        String before = firstIndent;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before).append(entry.getKey()).append(':');
            if (isBlock(entry.getValue())) {
                out.append('\n');
                block(entry.getValue(), indent + "  ");
            } else {
                out.append(' ');
                scalar(entry.getValue());
            }
            before = indent;
        }
    }

    private void scalar(@Nullable Object value) {
        switch (value) {
            case String text -> Json.quote(text, out);
            case Map<?, ?> _ -> out.append("{}");
            case List<?> _ -> out.append("[]");
            case null -> out.append("null");
            default -> out.append(value);
        }
        out.append('\n');
    }
}
