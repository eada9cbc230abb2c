package dev.stratavore.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one source sets: texts by key. Filled once by its reader, then only read. */
final class Layer {
    private final Map<Key<?>, Raw> values = new HashMap<>();

    /** Sets a key; the last one counts. */
    void put(Key<?> key, Raw raw) {
        values.put(key, raw);
    }

    @Nullable Raw get(Key<?> key) {
        return values.get(key);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
