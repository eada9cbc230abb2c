package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** File operations that are whole or not at all. */
final class FileTree {
    private FileTree() {}

    /** Removes a folder with all that is in it; what vanishes meanwhile is no error. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Puts a private file in its place at once, on disk before it is named. */
    static void write(Path target, String content) throws IOException {
        var aside = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(aside);
        var mode = PosixFilePermissions.fromString("rw-------");
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(mode));
        Files.write(aside, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
        rename(aside, target);
    }

    /** Renames within one folder, durably; fails if a folder with content has the name. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        var parent = to.getParent();
        if (parent != null) {
            try (var directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
