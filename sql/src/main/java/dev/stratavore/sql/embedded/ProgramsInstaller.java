package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Provides the server's programs: those given, or those brought along, unpacked once. */
final class ProgramsInstaller {
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    private final Kit kit;

    ProgramsInstaller(Kit kit) {
        this.kit = kit;
    }

    /** Opens an archive to be unpacked. */
    @FunctionalInterface
    interface Archive {
        InputStream open() throws IOException, StartFailure;

        /** On the class path; without it there is nothing for this platform. */
        static Archive onClassPath(String resource) {
            return () -> {
                var stream = Archive.class.getResourceAsStream(resource);
                if (stream == null) {
                    throw unsupported();
                }
                return stream;
            };
        }
    }

    /** An archive and the version of what is in it. */
    record Bundle(Archive archive, String version) {
        int major() {
            return Integer.parseInt(version.substring(0, version.indexOf('.')));
        }
    }

    private static StartFailure unsupported() {
        return new StartFailure(
                Reason.UNSUPPORTED_PLATFORM,
                "there is no embedded PostgreSQL for "
                        + System.getProperty("os.name")
                        + " on "
                        + System.getProperty("os.arch"),
                "set database.postgresql.host to a server of your own");
    }

    /** The one brought along for this platform. */
    static Bundle bundled() throws IOException {
        var properties = new Properties();
        try (var in = ProgramsInstaller.class.getResourceAsStream("programs.properties")) {
            if (in == null) {
                throw new IOException("programs.properties is missing on the class path");
            }
            properties.load(in);
        }
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").replace("amd64", "x86_64");
        return new Bundle(
                Archive.onClassPath("/postgres-" + os + "-" + arch + ".txz"),
                properties.getProperty("version", ""));
    }

    /** Those in the folder of an installation. */
    Programs given(Path home) throws StartFailure {
        var said = kit.tool().run(List.of(home.resolve("bin/postgres").toString(), "--version"));
        var version = VERSION.matcher(said.output());
        if (!said.ok() || !version.find()) {
            throw new StartFailure(
                    Reason.BAD_PROGRAMS,
                    "no PostgreSQL in " + home + ": " + said.telling(),
                    "name a folder that holds bin/postgres, bin/initdb and bin/pg_ctl");
        }
        return new Programs(home, Integer.parseInt(version.group(1)));
    }

    /** Unpacks the bundle unless it is there. Several may do so at once. */
    Programs install(Bundle bundle, Layout layout) throws IOException, StartFailure {
        var home = layout.programs(bundle.version());
        if (Files.exists(home)) {
            return new Programs(home, bundle.major());
        }
        var aside = layout.aside();
        try {
            try (var archive = bundle.archive().open()) {
                ProgramsArchive.unpack(archive, aside);
            }
            var mode = PosixFilePermissions.fromString("rwxr-xr-x");
            Files.setPosixFilePermissions(aside, mode);
            flush(aside);
            kit.steps().reached(Step.PROGRAMS_UNPACKED_ASIDE);
            renameUnlessThere(aside, home);
        } finally {
            FileTree.delete(aside);
        }
        kit.steps().reached(Step.PROGRAMS_IN_PLACE);
        return new Programs(home, bundle.major());
    }

    /** A loss of power must not leave empty files under a name that says they are whole. */
    private void flush(Path folder) throws IOException, StartFailure {
        var done = kit.tool().run(List.of("sync", "--file-system", folder.toString()));
        if (!done.ok()) {
            throw new IOException("sync: " + done.telling());
        }
    }

    private static void renameUnlessThere(Path aside, Path home) throws IOException {
        try {
            FileTree.rename(aside, home);
        } catch (FileSystemException e) {
            if (!Files.exists(home)) {
                throw e;
            }
            // Somebody else was faster with the same.
        }
    }
}
