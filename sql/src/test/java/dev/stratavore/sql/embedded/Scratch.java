package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders for the databases of tests: in memory where the machine has a big enough filesystem
 * there, so that tests do not wait for a disk. Named by the process they belong to; what a killed
 * test run left is removed by the next.
 */
final class Scratch {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 2L * 1024 * 1024 * 1024;
    private static final Pattern NAME = Pattern.compile("[a-z]+-(\\d+)-.*");
    private static final Path BASE = base();

    private Scratch() {}

    /**
     * A new empty folder; whoever asked removes it. Others may pass through it: root's server may
     * have to run as one of them.
     */
    static Path folder(String name) throws IOException {
        var prefix = name + "-" + ProcessHandle.current().pid() + "-";
        var folder = Files.createTempDirectory(BASE, prefix);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Ends the servers in it and removes it. */
    static void remove(Path folder) throws IOException {
        for (var version : TestPostgres.Version.values()) {
            end(folder, version);
        }
        FileTree.delete(folder);
    }

    static void removeQuietly(Path folder) {
        try {
            remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Path folder, TestPostgres.Version version) throws IOException {
        var layout = Layout.in(folder);
        if (!Files.isDirectory(layout.base())) {
            return;
        }
        var tool = new Tool(Duration.ofMinutes(1));
        try {
            var kit = new Kit(tool, new PrivilegeChoice(tool).choose(), _ -> {});
            var programs = new ProgramsInstaller(kit).given(TestPrograms.home(version));
            var control = new ServerControl(kit, programs, layout.data(programs.major()));
            var result = control.stop(Duration.ofSeconds(5));
            if (result instanceof StopResult.StillRunning) {
                throw new IllegalStateException(result.toString());
            }
        } catch (StartFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path base() {
        try {
            var user = "stratavore-test-" + System.getProperty("user.name");
            var base =
                    Files.isWritable(MEMORY)
                                    && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES
                            ? MEMORY.resolve(user)
                            : TestPrograms.folder();
            Files.createDirectories(base);
            sweep(base);
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep(Path base) throws IOException {
        try (Stream<Path> folders = Files.list(base)) {
            for (var folder : folders.toList()) {
                var name = NAME.matcher(folder.getFileName().toString());
                if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    remove(folder);
                }
            }
        }
    }
}
