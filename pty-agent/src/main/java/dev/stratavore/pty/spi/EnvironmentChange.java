package dev.stratavore.pty.spi;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a driver wants the agent's environment changed.
 *
 * @param set variables to set, replacing what is there
 * @param unset variables to remove
 */
public record EnvironmentChange(Map<String, String> set, Set<String> unset) {
    /** No change. */
    public static final EnvironmentChange NONE = new EnvironmentChange(Map.of(), Set.of());

    public EnvironmentChange {
        set = Map.copyOf(set);
        unset = Set.copyOf(unset);
        if (set.keySet().stream().anyMatch(unset::contains)) {
            throw new IllegalArgumentException("a variable is both set and unset");
        }
    }

    /** An environment with this change made; the one given is left alone. */
    public Map<String, String> applyTo(Map<String, String> environment) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.keySet().removeAll(unset);
        changed.putAll(set);
        return Map.copyOf(changed);
    }
}
