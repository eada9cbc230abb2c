package dev.stratavore.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a configuration is made from, handed in so that nothing is read from the process itself.
 *
 * @param settings from the command line; of two for one key the later counts
 * @param file the file of {@code --config}; then the user's and the machine's are not read
 * @param environment the environment of the process
 * @param machineFile the file that all users of the machine share
 */
public record ConfigInputs(
        List<Setting> settings,
        Optional<Path> file,
        Map<String, String> environment,
        Path machineFile) {
    /** Where an administrator configures all users. */
    public static final Path MACHINE_FILE = Path.of("/etc/stratavore/stratavore.yaml");

    public ConfigInputs {
        settings = List.copyOf(settings);
    }

    /** The inputs of a command without flags. */
    public static ConfigInputs of(Map<String, String> environment) {
        return new ConfigInputs(List.of(), Optional.empty(), environment, MACHINE_FILE);
    }

    /** With {@code --config}. */
    public ConfigInputs withFile(Path path) {
        return new ConfigInputs(settings, Optional.of(path), environment, machineFile);
    }

    /** With one more value from the command line. */
    public ConfigInputs withSetting(Setting setting) {
        List<Setting> more = new ArrayList<>(settings);
        more.add(setting);
        return new ConfigInputs(more, file, environment, machineFile);
    }

    /** With another file in the place of {@link #MACHINE_FILE}. */
    public ConfigInputs withMachineFile(Path path) {
        return new ConfigInputs(settings, file, environment, path);
    }
}
