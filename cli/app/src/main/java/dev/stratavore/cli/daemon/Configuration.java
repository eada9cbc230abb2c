package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.config.ConfigInputs;
import dev.stratavore.config.ConfigLoader;
import dev.stratavore.config.ConfigResult;
import dev.stratavore.config.StratavoreConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The configuration for a command that needs it. Most do not, and start faster for it. */
public final class Configuration {
    private Configuration() {}

    /** Loads it, whatever comes of it. */
    public static ConfigResult read(Map<String, String> environment, Optional<Path> file) {
        ConfigInputs inputs = ConfigInputs.of(environment);
        return ConfigLoader.load(file.isPresent() ? inputs.withFile(file.get()) : inputs);
    }

    /** Loads it; one that does not hold together ends the command with 78. */
    public static StratavoreConfig load(Map<String, String> environment, Optional<Path> file) {
        return switch (read(environment, file)) {
            case ConfigResult.Loaded loaded -> loaded.config();
            case ConfigResult.Invalid invalid -> throw broken(invalid);
        };
    }

    private static CommandException broken(ConfigResult.Invalid invalid) {
        int more = invalid.errors().size() - 1;
        String rest = more == 0 ? "" : " (and " + more + " more; see: stratavore config validate)";
        return new CommandException(ExitCode.CONFIG, invalid.errors().getFirst().message() + rest);
    }
}
