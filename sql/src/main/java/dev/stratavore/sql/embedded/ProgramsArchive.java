package dev.stratavore.sql.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the archive of the server's programs: a tar file, compressed by xz. */
final class ProgramsArchive {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int OWNER_EXECUTES = 0100;

    private ProgramsArchive() {}

    /** Fills an existing empty folder. */
    static void unpack(InputStream archive, Path folder) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive, BUFFER_BYTES)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (needed(entry.getName())) {
                    unpack(tar, entry, folder);
                }
            }
        }
    }

    /** What only serves to compile extensions stays out. */
    private static boolean needed(String name) {
        return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        var target = inside(folder, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            var link = Path.of(entry.getLinkName());
            inside(folder, folder.relativize(target.resolveSibling(link)).toString());
            Files.createSymbolicLink(target, link);
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & OWNER_EXECUTES) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("unexpected entry in the archive: " + entry.getName());
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry leads out of the archive: " + name);
        }
        return target;
    }
}
