package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The generated password, in a file that psql takes as {@code PGPASSFILE}, readable by its owner
 * alone.
 */
final class PasswordFile {
    private static final int RANDOM_BYTES = 24;
    private static final String PREFIX =
            Endpoint.LOOPBACK + ":*:" + Endpoint.DATABASE + ":" + Endpoint.USER + ":";

    private final Path file;

    PasswordFile(Path file) {
        this.file = file;
    }

    /** What is stored; empty if nothing that can be read as such is. */
    Optional<String> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(PREFIX) && line.length() > PREFIX.length())
                .map(line -> line.substring(PREFIX.length()))
                .findFirst();
    }

    /** A new one, stored. Its characters need no quoting in SQL or in the file. */
    String make(SecureRandom random) throws IOException {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        FileTree.write(file, PREFIX + password + "\n");
        return password;
    }
}
