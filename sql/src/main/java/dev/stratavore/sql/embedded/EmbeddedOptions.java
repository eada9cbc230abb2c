package dev.stratavore.sql.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the caller decides about its database.
 *
 * @param dataDir everything is kept in {@code postgres} below it
 * @param systemDataDir takes the place of {@code dataDir} where root must hand the server over to
 *     an unprivileged user
 * @param port the only port to listen on; if none is given 5432, or a free one where that is taken
 * @param programs a folder with {@code bin/postgres} to use in place of the programs brought along
 */
public record EmbeddedOptions(
        Path dataDir, Path systemDataDir, OptionalInt port, Optional<Path> programs) {
    /** Where the data of a server of root's usually is. */
    public static final Path SYSTEM_DATA_DIR = Path.of("/var/lib/stratavore");

    private static final int HIGHEST_PORT = 65_535;

    public EmbeddedOptions {
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > HIGHEST_PORT)) {
            throw new IllegalArgumentException("port " + port.getAsInt());
        }
        dataDir = dataDir.toAbsolutePath().normalize();
        systemDataDir = systemDataDir.toAbsolutePath().normalize();
        programs = programs.map(p -> p.toAbsolutePath().normalize());
    }

    /** The usual: programs brought along, the default port or a free one. */
    public static EmbeddedOptions in(Path dataDir) {
        return new EmbeddedOptions(dataDir, SYSTEM_DATA_DIR, OptionalInt.empty(), Optional.empty());
    }

    /** The same on this very port. */
    public EmbeddedOptions onPort(int only) {
        return new EmbeddedOptions(dataDir, systemDataDir, OptionalInt.of(only), programs);
    }
}
