package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProgramSearchTest {
    private static Optional<String> find(List<String> names, String path, String... there) {
        Set<String> files = Set.of(there);
        return ProgramSearch.find(names, path, p -> files.contains(p.toString()))
                .map(Path::toString);
    }

    @Test
    void theFirstDirectoryThatHasItCounts() {
        assertThat(find(List.of("x"), "/a:/b:/c", "/b/x", "/c/x")).contains("/b/x");
        assertThat(find(List.of("x"), "/a", "/b/x")).isEmpty();
        assertThat(find(List.of("x"), "", "/x")).isEmpty();
    }

    @Test
    void theFirstNameThatIsAnywhereCounts() {
        assertThat(find(List.of("x", "y"), "/a:/b", "/a/y", "/b/x")).contains("/b/x");
        assertThat(find(List.of("x", "y"), "/a:/b", "/a/y")).contains("/a/y");
    }

    @Test
    void anAbsolutePathIsNotSearched() {
        assertThat(find(List.of("/opt/x"), "/a", "/opt/x")).contains("/opt/x");
        assertThat(find(List.of("/opt/x", "/bin/sh"), "/a", "/bin/sh")).contains("/bin/sh");
        assertThat(find(List.of("/opt/x"), "/a", "/a/opt/x", "/a//opt/x")).isEmpty();
    }

    @Test
    void nothingIsFoundInRelativeDirectories() {
        assertThat(find(List.of("x"), ".:bin::/a", "./x", "bin/x", "/x", "x")).isEmpty();
        assertThat(find(List.of("d/x"), "/a", "/a/d/x")).isEmpty();
    }

    @Test
    void aNameNoFileCanHaveIsNotFound() {
        assertThat(find(List.of("x\0y", "/x\0y"), "/a\0b:/a", "/a/x")).isEmpty();
    }
}
