package dev.stratavore.pty.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    private static final long NOBODY = 0x3fff_ffff;

    @Test
    void aBoundIsNeverAboveTheSystems() {
        assertThat(OpenFiles.bound(64)).isEqualTo(64);
        assertThat(OpenFiles.bound(0)).isZero();
        assertThat(OpenFiles.bound(Integer.MAX_VALUE))
                .isEqualTo(OpenFiles.limit(ProcessHandle.current().pid()));
    }

    @Test
    void descriptorsAreCounted() {
        assertThat(OpenFiles.count(ProcessHandle.current().pid())).isGreaterThan(3);
    }

    @Test
    void whoIsGoneHasNone() {
        assertThat(OpenFiles.count(NOBODY)).isZero();
        assertThat(OpenFiles.limit(NOBODY)).isZero();
    }
}
