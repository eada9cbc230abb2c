package dev.stratavore.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that count, by key. What no source set has its default. */
final class Values {
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final Map<Key<?>, Origin> origins = new HashMap<>();

    <T> void put(Key<T> key, T value, Origin origin) {
        values.put(key, value);
        origins.put(key, origin);
    }

    /** The value; {@link #put} alone fills the map, so the type holds. */
    @SuppressWarnings("unchecked")
    <T> T get(Key<T> key) {
        Object value = values.get(key);
        return value == null ? key.standard() : (T) value;
    }

    Origin origin(Key<?> key) {
        return origins.getOrDefault(key, Origin.Default.INSTANCE);
    }

    /** Whether any source set the key. */
    boolean isSet(Key<?> key) {
        return values.containsKey(key);
    }

    /** A port and whether somebody asked for this very one. */
    ListenPort port(Key<Integer> key) {
        return new ListenPort(get(key), isSet(key));
    }

    List<ConfigEntry> entries() {
        List<ConfigEntry> entries = new ArrayList<>(Schema.keys().size());
        for (Key<?> key : Schema.keys()) {
            entries.add(entry(key));
        }
        return entries;
    }

    private <T> ConfigEntry entry(Key<T> key) {
        T value = get(key);
        return new ConfigEntry(
                key.path(), key.type().show(value), key.type().plain(value), origin(key));
    }
}
