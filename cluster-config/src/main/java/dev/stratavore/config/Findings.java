package dev.stratavore.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what loading has to say. One per load; not shared between threads. */
final class Findings {
    private final List<ConfigError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<ConfigSource> sources = new ArrayList<>();
    private final Set<Key<?>> failed = new HashSet<>();

    void error(Origin origin, String key, String problem) {
        errors.add(new ConfigError(origin, key, problem));
    }

    void error(Origin origin, Key<?> key, String problem) {
        failed.add(key);
        error(origin, key.path(), problem);
    }

    void warning(String text) {
        warnings.add(text);
    }

    void source(ConfigSource source) {
        sources.add(source);
    }

    /** Whether an error was found for the key, so that its value means nothing. */
    boolean failed(Key<?> key) {
        return failed.contains(key);
    }

    List<ConfigError> errors() {
        return errors;
    }

    List<String> warnings() {
        return warnings;
    }

    List<ConfigSource> sources() {
        return sources;
    }
}
