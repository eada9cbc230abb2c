package dev.stratavore.cluster;

import dev.stratavore.config.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who this node is. The UUID is made once and kept; the label is for people only, since host names
 * change and repeat.
 *
 * @param id kept in the state directory
 * @param label the host's name, without control characters, never empty
 */
public record NodeIdentity(UUID id, String label) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int UUID_LENGTH = 36;

    public NodeIdentity {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a node needs a label");
        }
    }

    /**
     * Reads the identity, or makes one where there is none yet. The caller holds the lock of the
     * state directory. Blocking.
     *
     * @param file where the UUID is kept
     * @param ids makes UUIDs
     * @throws IOException if the file cannot be read or written, or holds no UUID: a new identity
     *     would orphan all that the old one owned, so that is left to a person
     */
    public static NodeIdentity loadOrCreate(Path file, Supplier<UUID> ids) throws IOException {
        return loadOrCreate(file, ids, HOST_NAME);
    }

    static NodeIdentity loadOrCreate(Path file, Supplier<UUID> ids, Path hostName)
            throws IOException {
        return new NodeIdentity(id(file, ids), label(hostName));
    }

    private static UUID id(Path file, Supplier<UUID> ids) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            UUID id = ids.get();
            PrivateFile.write(file, (id + "\n").getBytes(StandardCharsets.US_ASCII));
            return id;
        }
        try {
            UUID id = UUID.fromString(text);
            if (text.length() == UUID_LENGTH) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static IOException damaged(Path file, @Nullable Throwable cause) {
        return new IOException(
                file + " holds no node id; put the old one back, or remove the file", cause);
    }

    private static String label(Path hostName) throws IOException {
        String name = Files.readString(hostName, StandardCharsets.UTF_8).strip();
        StringBuilder label = new StringBuilder(name.length());
        name.codePoints().filter(c -> !Character.isISOControl(c)).forEach(label::appendCodePoint);
        return label.isEmpty() ? "localhost" : label.toString();
    }
}
