package dev.stratavore.pty.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    private static final long NOBODY = 0x3fff_ffff;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void aBoundHoldsAndIsNeverRaised() {
        assertThat(OpenFiles.bound(process.pid(), 64)).isTrue();
        assertThat(OpenFiles.limit(process.pid())).isEqualTo(64);
        assertThat(OpenFiles.bound(process.pid(), 1 << 20)).isTrue();
        assertThat(OpenFiles.limit(process.pid())).isEqualTo(64);
        assertThat(OpenFiles.bound(process.pid(), 0)).isTrue();
        assertThat(OpenFiles.limit(process.pid())).isEqualTo(64);
    }

    @Test
    void descriptorsAreCounted() {
        assertThat(OpenFiles.count(ProcessHandle.current().pid())).isGreaterThan(3);
    }

    @Test
    void whoIsGoneHasNone() {
        assertThat(OpenFiles.bound(NOBODY, 64)).isFalse();
        assertThat(OpenFiles.count(NOBODY)).isZero();
        assertThat(OpenFiles.limit(NOBODY)).isZero();
    }
}
