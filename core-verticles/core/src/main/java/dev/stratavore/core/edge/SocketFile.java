package dev.stratavore.core.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix socket. The socket is bound in a directory that only its owner can enter, gets
 * its mode there and is then moved over the final name: nobody can connect before the mode is
 * right, and a stale file is replaced in one step. The caller holds the lock that makes it the only
 * one to do so.
 */
final class SocketFile {
    private static final String BINDING_DIRECTORY = ".bind";
    private static final String OWNER_ONLY_DIRECTORY = "rwx------";
    private static final String OWNER_ONLY = "rw-------";

    private final Path path;
    private final Path bindingDirectory;
    private final Path binding;
    private volatile @Nullable Object key;

    /**
     * @param random for a name that no other server of the process binds, since Vert.x would make
     *     the two share it
     */
    SocketFile(Path path, RandomGenerator random) {
        this.path = path.toAbsolutePath();
        this.bindingDirectory = this.path.resolveSibling(BINDING_DIRECTORY);
        this.binding = bindingDirectory.resolve(Integer.toHexString(random.nextInt()));
    }

    /** Where to bind; what an earlier start left there is removed. */
    Path prepare() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !attributes(path).isOther()) {
            throw new CannotListen(path + " exists and is not a socket");
        }
        removeBindingDirectory();
        Files.createDirectory(
                bindingDirectory,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY)));
        return binding;
    }

    /** Shows the bound socket under its final name, which is the answer. */
    Path publish() throws IOException {
        Files.setPosixFilePermissions(binding, PosixFilePermissions.fromString(OWNER_ONLY));
        key = attributes(binding).fileKey();
        Files.move(
                binding, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(bindingDirectory);
        return path;
    }

    /** Removes the file, unless another daemon's has taken its place; whether it did. */
    boolean remove() throws IOException {
        var own = key;
        if (own == null
                || Files.notExists(path, LinkOption.NOFOLLOW_LINKS)
                || !own.equals(attributes(path).fileKey())) {
            return false;
        }
        key = null;
        Files.delete(path);
        return true;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void removeBindingDirectory() throws IOException {
        if (Files.notExists(bindingDirectory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var leftOver = Files.newDirectoryStream(bindingDirectory)) {
            for (var file : leftOver) {
                Files.delete(file);
            }
        }
        Files.delete(bindingDirectory);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
