package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What must be free before something big is made, so that a full disk is noticed before it is
 * half-made.
 *
 * @param programsBytes of the unpacked programs
 * @param clusterBytes of a new database with its first log of changes
 */
record DiskNeed(long programsBytes, long clusterBytes) {
    private static final long MEBIBYTE = 1024L * 1024;

    static final DiskNeed MEASURED = new DiskNeed(64 * MEBIBYTE, 64 * MEBIBYTE);

    void check(Layout layout, Path programs, Path data) throws IOException, StartFailure {
        long needed = 0;
        if (!Files.exists(programs)) {
            needed += programsBytes;
        }
        if (!Files.exists(data)) {
            needed += clusterBytes;
        }
        if (Files.getFileStore(layout.base()).getUsableSpace() < needed) {
            throw StartFailure.needing(needed / MEBIBYTE, layout.base());
        }
    }
}
