package dev.stratavore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Programs that this module carries as resources. */
final class Resources {
    private Resources() {}

    /**
     * Puts the program into the directory under its own name, executable, whole before it is
     * visible.
     */
    static Path install(String name, Path directory) {
        Path program = directory.resolve(name).toAbsolutePath();
        try (var source = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory.toAbsolutePath(), name, ".part");
            Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
