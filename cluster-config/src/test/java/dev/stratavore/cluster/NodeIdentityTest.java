package dev.stratavore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeIdentityTest {
    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @TempDir private Path root;

    private Path file() {
        return root.resolve("node-id");
    }

    @Test
    void theIdIsMadeOnceAndKept() throws IOException {
        assertThat(NodeIdentity.loadOrCreate(file(), () -> FIRST).id()).isEqualTo(FIRST);
        assertThat(NodeIdentity.loadOrCreate(file(), () -> SECOND).id()).isEqualTo(FIRST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "not an id", "1-1-1-1-1", "\u00e9"})
    void aDamagedFileIsLeftToAPerson(String text) throws IOException {
        Files.writeString(file(), text);
        assertThatThrownBy(() -> NodeIdentity.loadOrCreate(file(), () -> SECOND))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + " holds no node id");
        assertThat(file()).hasContent(text);
    }

    @Test
    void theLabelIsTheHostsNameMadeSafe() throws IOException {
        Path host = Files.writeString(root.resolve("host"), "my\u001b[31mhost\n");
        assertThat(NodeIdentity.loadOrCreate(file(), () -> FIRST, host).label())
                .isEqualTo("my[31mhost");
        Files.writeString(host, "\n");
        assertThat(NodeIdentity.loadOrCreate(file(), () -> FIRST, host).label())
                .isEqualTo("localhost");
    }
}
