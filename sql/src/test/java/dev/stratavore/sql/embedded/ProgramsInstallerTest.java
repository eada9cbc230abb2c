package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.sql.embedded.ProgramsInstaller.Archive;
import dev.stratavore.sql.embedded.ProgramsInstaller.Bundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class ProgramsInstallerTest {
    private static final int FILES = 40;
    private static final int THREADS = 8;

    private final ProgramsInstaller installer =
            new ProgramsInstaller(
                    new Kit(new Tool(Duration.ofSeconds(30)), new Privilege.Own(), _ -> {}));

    @TempDir Path folder;

    @Test
    void manyUnpackAtOnceAndAllFindItWhole() throws Exception {
        var layout = layout();
        var bundle = bundleOf(archive("bin/postgres", ""));
        Callable<Integer> one =
                () -> {
                    var home = installer.install(bundle, layout).home();
                    try (var files = Files.list(home.resolve("share"))) {
                        return (int) files.count();
                    }
                };

        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var found : threads.invokeAll(Collections.nCopies(THREADS, one))) {
                assertThat(found.get()).isEqualTo(FILES);
            }
        }
        try (var left = Files.list(layout.base())) {
            assertThat(left).containsExactly(layout.programs("9.9"));
        }
    }

    @Test
    void modesAndLinksAreKept() throws Exception {
        var home = installer.install(bundleOf(archive("bin/postgres", "")), layout()).home();

        assertThat(home.resolve("bin/postgres")).isExecutable();
        assertThat(Files.isExecutable(home.resolve("share/0"))).isFalse();
        assertThat(Files.readSymbolicLink(home.resolve("share/link"))).isEqualTo(Path.of("0"));
    }

    @Test
    void anArchiveThatLeadsOutIsRefusedAndLeavesNothing() throws Exception {
        var layout = layout();

        assertThatThrownBy(() -> installer.install(bundleOf(archive("../../evil", "")), layout))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("evil");
        assertThatThrownBy(() -> installer.install(bundleOf(archive("x", "../../out")), layout))
                .isInstanceOf(IOException.class);

        try (var left = Files.list(layout.base())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aTornArchiveLeavesNothing() throws Exception {
        var layout = layout();
        var whole = archive("bin/postgres", "");
        Archive torn = () -> new ByteArrayInputStream(whole, 0, whole.length / 2);

        assertThatThrownBy(() -> installer.install(new Bundle(torn, "9.9"), layout))
                .isInstanceOf(IOException.class);

        try (var left = Files.list(layout.base())) {
            assertThat(left).isEmpty();
        }
    }

    private Layout layout() throws IOException {
        var layout = Layout.in(folder);
        layout.create(false);
        return layout;
    }

    private static Bundle bundleOf(byte[] archive) {
        return new Bundle(() -> new ByteArrayInputStream(archive), "9.9");
    }

    /** Some files, one program of that name, and a link to that target where one is given. */
    private static byte[] archive(String program, String linkOut) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            for (int i = 0; i < FILES - 1; i++) {
                file(tar, "share/" + i, 0644);
            }
            file(tar, program, 0755);
            var link = new TarArchiveEntry("share/link", TarConstants.LF_SYMLINK);
            link.setLinkName(linkOut.isEmpty() ? "0" : linkOut);
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static void file(TarArchiveOutputStream tar, String name, int mode) throws IOException {
        var content = name.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
