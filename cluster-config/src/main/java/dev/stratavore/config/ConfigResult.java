package dev.stratavore.config;

import java.util.List;

/** What loading ends with. */
public sealed interface ConfigResult {
    /** Remarks that stop nothing, each one line without a secret. */
    List<String> warnings();

    /** The files that were looked for, the strongest first. */
    List<ConfigSource> sources();

    /**
     * A configuration that holds together.
     *
     * @param entries every key of this version in the order of the reference
     */
    record Loaded(
            StratavoreConfig config,
            List<ConfigEntry> entries,
            List<String> warnings,
            List<ConfigSource> sources)
            implements ConfigResult {
        public Loaded {
            entries = List.copyOf(entries);
            warnings = List.copyOf(warnings);
            sources = List.copyOf(sources);
        }
    }

    /**
     * Everything that is wrong, not only the first thing.
     *
     * @param errors at least one
     */
    record Invalid(List<ConfigError> errors, List<String> warnings, List<ConfigSource> sources)
            implements ConfigResult {
        public Invalid {
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("an invalid configuration has an error");
            }
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
            sources = List.copyOf(sources);
        }
    }
}
