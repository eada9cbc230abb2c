package dev.stratavore.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The directory of the sockets: the state directory, or one under a shared directory such as /tmp
 * where the path would be too long for the kernel.
 *
 * @param path where the sockets are
 * @param parent the user's directory within the shared one; null if the state directory will do
 */
record SocketDirectory(Path path, @Nullable Path parent) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static SocketDirectory within(Path state) {
        return new SocketDirectory(state, null);
    }

    static SocketDirectory beside(Path state, Path shared) throws IOException {
        Path parent = shared.resolve("stratavore-" + PrivateDirectory.uid());
        return new SocketDirectory(parent.resolve(hash(state.toString())), parent);
    }

    /** Makes the directory; {@link #within} has nothing to make. */
    void create() throws IOException {
        if (parent != null) {
            PrivateDirectory.ensureInShared(parent);
            PrivateDirectory.ensureInShared(path);
        }
    }

    /**
     * FNV-1a, 64 bits (Fowler, Noll, Vo): it tells one user's state directories apart, and nobody
     * else can write where it leads, so it need not resist forgery.
     */
    private static String hash(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return Long.toHexString(hash);
    }
}
