package dev.stratavore.pty.spi;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where an agent is going to run.
 *
 * @param directory its working directory, absolute and with symbolic links resolved
 * @param environment the environment it will have, as {@link EnvironmentPolicy} leaves it
 * @param superuser whether it will run as root
 * @param files what lets the driver look at configuration files
 */
public record LaunchSurroundings(
        Path directory, Map<String, String> environment, boolean superuser, FileReader files) {
    public LaunchSurroundings {
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + directory);
        }
        environment = Map.copyOf(environment);
    }
}
