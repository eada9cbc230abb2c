package dev.stratavore.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the variables that begin with our prefix. An empty variable counts as unset. */
final class EnvironmentReader {
    private final Map<String, String> environment;
    private final Findings findings;

    EnvironmentReader(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /** All but the log level's own variable, which outranks the other sources. */
    Layer read() {
        Layer layer = new Layer();
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(KnownVariables.PREFIX) && !entry.getValue().isEmpty()) {
                take(layer, name, entry.getValue());
            }
        }
        return layer;
    }

    /** The variable that decides over the level, alone. */
    Layer readLogLevel() {
        Layer layer = new Layer();
        String level = environment.get(KnownVariables.LOG_LEVEL);
        if (level != null && !level.isEmpty()) {
            set(layer, Schema.LOG_LEVEL, KnownVariables.LOG_LEVEL, level);
        }
        return layer;
    }

    private void take(Layer layer, String name, String value) {
        Key<?> key = keyOf(name);
        if (key != null) {
            set(layer, key, name, value);
        } else if (name.equals(KnownVariables.DB_PASSWORD)) {
            takeShortName(layer, value);
        } else if (name.equals(KnownVariables.RABBITMQ_PASSWORD)) {
            findings.warning(name + " is not used: messaging is not available in this version");
        } else if (!KnownVariables.contains(name)) {
            findings.warning(
                    name + " is not a variable of Stratavore" + Nearest.hint(name, allNames()));
        }
    }

    private void takeShortName(Layer layer, String value) {
        String full = Schema.PASSWORD.variable();
        String fullValue = environment.get(full);
        if (fullValue == null || fullValue.isEmpty()) {
            set(layer, Schema.PASSWORD, KnownVariables.DB_PASSWORD, value);
        } else if (!fullValue.equals(value)) {
            findings.warning(KnownVariables.DB_PASSWORD + " is not used: " + full + " is set");
        }
    }

    private static void set(Layer layer, Key<?> key, String name, String value) {
        layer.put(key, new Raw(value, new Origin.Variable(name)));
    }

    private static @Nullable Key<?> keyOf(String variable) {
        for (Key<?> key : Schema.keys()) {
            if (key.variable().equals(variable)) {
                return key;
            }
        }
        return null;
    }

    private static List<String> allNames() {
        List<String> names = new ArrayList<>();
        for (KnownVariables.Variable variable : KnownVariables.OTHERS) {
            names.add(variable.name());
        }
        for (Key<?> key : Schema.keys()) {
            names.add(key.variable());
        }
        return names;
    }
}
