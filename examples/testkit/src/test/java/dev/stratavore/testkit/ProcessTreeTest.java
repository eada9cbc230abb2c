package dev.stratavore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTreeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MARKER = "PROCESS_TREE_TEST";

    @TempDir Path dir;

    @AfterEach
    void nobodyIsLeft() {
        ProcessTree.killMarked(MARKER, dir.toString(), SOON);
    }

    @Test
    void aZombieIsNotAlive() throws IOException {
        // A shell might ask how its child ended before it becomes something else; perl does not.
        Process parent = sh("exec perl -e '$|=1; exit unless $p=fork; print \"$p\\n\"; sleep 600'");
        long child = Long.parseLong(parent.inputReader().readLine());

        Await.until(
                "a zombie",
                SOON,
                () -> ProcessTree.stat(child).filter(ProcessStat::ended).isPresent());

        assertThat(ProcessTree.alive(child)).isFalse();
        assertThat(ProcessTree.children(parent.pid())).isEmpty();
        assertThat(ProcessTree.withMarker(MARKER, dir.toString())).containsExactly(parent.pid());
    }

    @Test
    void aProcessThatIsGoneHasNothing() throws IOException {
        Process process = sh("exit 0");
        Await.end(process.pid(), SOON);

        assertThat(ProcessTree.alive(process.pid())).isFalse();
        assertThat(ProcessTree.stat(process.pid())).isEmpty();
        assertThat(ProcessTree.commandLine(process.pid())).isEmpty();
        assertThat(ProcessTree.environment(process.pid())).isEmpty();
        assertThat(ProcessTree.descriptors(process.pid())).isEmpty();
        ProcessTree.signal(process.pid(), "TERM");
    }

    @Test
    void aMarkerMustBeEqualAndNotOnlyBegin() throws IOException {
        Process process = sh("echo on; exec sleep 600");
        assertThat(process.inputReader().readLine()).isEqualTo("on");
        // The shell says so before it becomes something else.
        Await.until(
                "the sleep in the shell's place",
                SOON,
                () -> ProcessTree.commandLine(process.pid()).equals(List.of("sleep", "600")));

        assertThat(ProcessTree.withMarker(MARKER, dir.toString())).containsExactly(process.pid());
        assertThat(ProcessTree.withMarker(MARKER, dir.toString().substring(1))).isEmpty();
        assertThat(ProcessTree.withMarker(MARKER, "/")).isEmpty();
        assertThat(ProcessTree.descriptors(process.pid())).contains(0, 1, 2);
    }

    private Process sh(String script) throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", script);
        builder.environment().clear();
        builder.environment().putAll(Map.of(MARKER, dir.toString(), "PATH", Shells.SYSTEM_PATH));
        return builder.start();
    }
}
