package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.ProgramsInstaller.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Unpacks the programs of the tested versions once per build, whatever module asks first. */
final class TestPrograms {
    private static final Map<TestPostgres.Version, Path> HOMES = new ConcurrentHashMap<>();

    private TestPrograms() {}

    static Path home(TestPostgres.Version version) {
        return HOMES.computeIfAbsent(version, TestPrograms::unpacked);
    }

    /** With the build; root's where another user can reach them, as whom the server may run. */
    static Path folder() {
        var folder =
                System.getProperty("user.name").equals("root")
                        ? Path.of("/var/tmp/stratavore-test")
                        : Path.of(
                                System.getProperty("stratavore.root", "."), "target/test-postgres");
        return folder.toAbsolutePath().normalize();
    }

    private static Path unpacked(TestPostgres.Version version) {
        var layout = new Layout(folder());
        var tool = new Tool(Duration.ofMinutes(1));
        try {
            layout.create(true);
            return new ProgramsInstaller(new Kit(tool, new Privilege.Own(), _ -> {}))
                    .install(bundle(version), layout)
                    .home();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProgramsInstaller.Bundle bundle(TestPostgres.Version version)
            throws IOException {
        return switch (version) {
            case V14 ->
                    new ProgramsInstaller.Bundle(
                            Archive.onClassPath("/postgresql-14/postgres-linux-x86_64.txz"),
                            "14.0");
            case V17 -> ProgramsInstaller.bundled();
        };
    }
}
