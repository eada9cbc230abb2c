package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFileTest {
    private final SecureRandom random = new SecureRandom();
    @TempDir private Path directory;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("token");
    }

    @Test
    void theFirstStartMakesATokenThatLaterOnesKeep() throws Exception {
        var token = TokenFile.open(file, random);
        assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(TokenFile.open(file, random)).isEqualTo(token);
        assertThat(directory).isDirectoryContaining(p -> p.equals(file));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void ofManyMakersOneWins() throws Exception {
        int makers = 8;
        var barrier = new CyclicBarrier(makers);
        Callable<String> maker =
                () -> {
                    barrier.await();
                    return TokenFile.open(file, random);
                };
        try (var pool = Executors.newFixedThreadPool(makers)) {
            var tokens = new ArrayList<Future<String>>();
            for (int i = 0; i < makers; i++) {
                tokens.add(pool.submit(maker));
            }
            for (var token : tokens) {
                assertThat(token.get()).isEqualTo(tokens.getFirst().get());
            }
        }
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        TokenFile.open(file, random);
        for (var mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertRefused("chmod 600");
        }
    }

    @Test
    void aLinkIsRefused() throws Exception {
        var elsewhere = directory.resolve("elsewhere");
        TokenFile.open(elsewhere, random);
        Files.createSymbolicLink(file, elsewhere);
        assertRefused("not a regular file");
    }

    @Test
    void aFileWithoutATokenIsRefused() throws Exception {
        for (var content : new String[] {"", "short\n", "x".repeat(400), "a b".repeat(20)}) {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertRefused("holds no token");
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> TokenFile.open(file, random))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining(why);
    }
}
