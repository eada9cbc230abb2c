package dev.stratavore.supervisor.agents;

import dev.stratavore.pty.spi.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads an agent's configuration files, none larger than a bound. */
final class SmallFiles implements FileReader {
    private static final long MOST_BYTES = 16L << 20;

    @Override
    public Optional<String> read(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The contract: what cannot be read is as good as absent.
            return Optional.empty();
        }
    }
}
