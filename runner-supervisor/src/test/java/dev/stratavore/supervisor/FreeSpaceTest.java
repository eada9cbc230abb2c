package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeSpaceTest {
    /** A filesystem on which nothing is ever free. */
    private static final Path FULL = Path.of("/proc");

    @TempDir private Path folder;

    @Test
    void everyFilesystemThatIsWrittenToNeedsRoom() {
        assertThat(FreeSpace.of(FULL, folder, Optional.empty()).problem().orElseThrow())
                .contains("only 0 MB free on the filesystem of /proc");
        assertThat(FreeSpace.of(folder, FULL, Optional.empty()).problem()).isPresent();
    }

    @Test
    void aDatabaseOnAFilesystemOfItsOwnNeedsRoomThere() {
        assertThat(FreeSpace.of(folder, folder, Optional.of(FULL)).problem().orElseThrow())
                .contains("/proc");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        var missing = folder.resolve("missing");
        assertThat(FreeSpace.of(folder, missing, Optional.empty()).problem().orElseThrow())
                .contains("cannot read the free space of " + missing);
    }
}
