package dev.stratavore.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes directories that only their owner may enter, and refuses those that are not like that. */
final class PrivateDirectory {
    private static final Set<PosixFilePermission> MODE =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> ATTRIBUTE = PosixFilePermissions.asFileAttribute(MODE);
    private static final int OTHERS = 0077;

    private PrivateDirectory() {}

    /**
     * Makes the directory and its missing parents with mode 0700. One of ours that is there already
     * is narrowed to 0700; it may be a link.
     */
    static void ensure(Path directory) throws UnusableDirectoryException {
        try {
            Files.createDirectories(directory, ATTRIBUTE);
            requireOurs(directory);
            if ((mode(directory) & OTHERS) != 0) {
                Files.setPosixFilePermissions(directory, MODE);
            }
        } catch (UnusableDirectoryException e) {
            throw e;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * For a directory inside one that everybody may write to: whoever was there first may have laid
     * a trap, so a link, a stranger's directory or one that is open to others is refused.
     */
    static void ensureInShared(Path directory) throws UnusableDirectoryException {
        try {
            Files.createDirectory(directory, ATTRIBUTE);
        } catch (FileAlreadyExistsException e) {
            requireTrusted(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /** The number of the user that this process runs as. */
    static int uid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static void requireTrusted(Path directory) throws UnusableDirectoryException {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnusableDirectoryException(directory + " is not a directory");
            }
            requireOurs(directory);
            if ((mode(directory) & OTHERS) != 0) {
                throw new UnusableDirectoryException(
                        directory + " is open to other users; remove it or chmod it to 700");
            }
        } catch (UnusableDirectoryException e) {
            throw e;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static void requireOurs(Path directory) throws IOException {
        int owner = (Integer) Files.getAttribute(directory, "unix:uid");
        int self = uid();
        if (owner != self) {
            throw new UnusableDirectoryException(
                    directory + " belongs to user " + owner + ", and this is user " + self);
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode");
    }

    private static UnusableDirectoryException unusable(Path directory, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return new UnusableDirectoryException(directory + " is not a directory");
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        if (e instanceof AccessDeniedException || reason == null) {
            reason = "permission denied";
        }
        return new UnusableDirectoryException("cannot make " + directory + ": " + reason);
    }
}
