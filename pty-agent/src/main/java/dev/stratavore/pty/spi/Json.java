package dev.stratavore.pty.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value (RFC 8259), for drivers that look at an agent's configuration.
 *
 * <p>The reader is strict, and refuses values nested deeper than {@value JsonReader#DEEPEST}. Of a
 * name that occurs twice the last one counts. Numbers keep their text.
 */
public sealed interface Json {
    /** An object, in the order of the text. */
    record Members(Map<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The same with one member set. */
        public Members with(String name, Json value) {
            Map<String, Json> more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Members(more);
        }
    }

    /** An array. */
    record Elements(List<Json> values) implements Json {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A number, as it was written. */
    record Numeral(String text) implements Json {}

    /** True, false or null. */
    enum Word implements Json {
        /** {@code true}. */
        TRUE,
        /** {@code false}. */
        FALSE,
        /** {@code null}. */
        NULL
    }

    /** Reads a text that is one value; empty if it is not. */
    static Optional<Json> parse(String text) {
        return new JsonReader(text).read();
    }

    /** The member of an object; empty if it is absent or this is no object. */
    default Optional<Json> member(String name) {
        return this instanceof Members(var values)
                ? Optional.ofNullable(values.get(name))
                : Optional.empty();
    }

    /** Whether this is true. */
    default boolean isTrue() {
        return this == Word.TRUE;
    }

    /** The strings of an array; none if this is no array. */
    default List<String> strings() {
        List<String> found = new ArrayList<>();
        if (this instanceof Elements(var values)) {
            for (Json value : values) {
                if (value instanceof Text(var string)) {
                    found.add(string);
                }
            }
        }
        return found;
    }

    /** The value as JSON text. */
    default String write() {
        return JsonWriter.write(this);
    }
}
