package dev.stratavore.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the configuration. Order, the strongest first: {@code STRATAVORE_LOG_LEVEL} (for the level
 * alone), the command line, the file of {@code --config} or else the user's file before the
 * machine's, variables, defaults. Files merge key by key. Blocking; no state is kept.
 */
public final class ConfigLoader {
    private static final String USER_FILE = "stratavore/stratavore.yaml";

    private final ConfigInputs inputs;
    private final Findings findings = new Findings();
    private final List<Layer> layers = new ArrayList<>();

    private ConfigLoader(ConfigInputs inputs) {
        this.inputs = inputs;
    }

    /** Reads all sources and checks them. Never throws for what a user wrote. */
    public static ConfigResult load(ConfigInputs inputs) {
        return new ConfigLoader(inputs).load();
    }

    /** The user's own file, whether it exists or not; empty if nothing says where it would be. */
    public static Optional<Path> userFile(Map<String, String> environment) {
        Path directory = UserDirectories.config(environment);
        return directory == null ? Optional.empty() : Optional.of(directory.resolve(USER_FILE));
    }

    private ConfigResult load() {
        EnvironmentReader variables = new EnvironmentReader(inputs.environment(), findings);
        add(variables.readLogLevel());
        add(settings());
        readFiles(new ConfigFileReader(findings));
        add(variables.read());
        Values values = new Resolver(layers, inputs.environment(), findings).resolve();
        new Consistency(values, findings).check();
        if (!findings.errors().isEmpty()) {
            return new ConfigResult.Invalid(
                    findings.errors(), findings.warnings(), findings.sources());
        }
        return new ConfigResult.Loaded(
                StratavoreConfig.from(values),
                values.entries(),
                findings.warnings(),
                findings.sources());
    }

    private void readFiles(ConfigFileReader reader) {
        if (inputs.file().isPresent()) {
            add(reader.required(inputs.file().get()));
            return;
        }
        Optional<Path> userFile = userFile(inputs.environment());
        if (userFile.isPresent()) {
            add(reader.optional(userFile.get()));
        }
        add(reader.optional(inputs.machineFile()));
    }

    private Layer settings() {
        Layer layer = new Layer();
        for (Setting setting : inputs.settings()) {
            Origin origin = new Origin.CommandLine(setting.flag());
            Key<?> key = Schema.find(setting.key());
            if (key == null) {
                String shown = UnknownKey.printable(setting.key());
                findings.error(origin, shown, UnknownKey.problem(setting.key()));
            } else {
                layer.put(key, new Raw(setting.value(), origin));
            }
        }
        return layer;
    }

    private void add(Layer layer) {
        if (!layer.isEmpty()) {
            layers.add(layer);
        }
    }
}
