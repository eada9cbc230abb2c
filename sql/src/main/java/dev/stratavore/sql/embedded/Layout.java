package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one embedded server.
 *
 * <pre>
 * postgres/
 *   owner.lock          held by the daemon that the server belongs to
 *   password            of the database's user, in the format of a psql password file, 0600
 *   port                the port to use where the default one was taken
 *   postgres.log        what the server says; postgres.log.1 is the time before
 *   programs-VERSION/   unpacked once, never changed
 *   data-MAJOR/         the database
 *   aside-RANDOM/       what is being made; whatever is found of it belongs to nobody
 * </pre>
 */
record Layout(Path base) {
    private static final String ASIDE = "aside-";
    private static final String DATA = "data-";
    private static final String PROGRAMS = "programs-";

    static Layout in(Path dataDir) {
        return new Layout(dataDir.resolve("postgres"));
    }

    /**
     * @param traversable whether another user must be able to reach what is inside
     */
    void create(boolean traversable) throws IOException {
        Files.createDirectories(base);
        Files.setPosixFilePermissions(
                base, PosixFilePermissions.fromString(traversable ? "rwx--x--x" : "rwx------"));
    }

    Path lock() {
        return base.resolve("owner.lock");
    }

    Path password() {
        return base.resolve("password");
    }

    Path port() {
        return base.resolve("port");
    }

    Path log() {
        return base.resolve("postgres.log");
    }

    Path data(int major) {
        return base.resolve(DATA + major);
    }

    Path programs(String version) {
        return base.resolve(PROGRAMS + version);
    }

    /** A new empty folder in which something is made before it is renamed to its place. */
    Path aside() throws IOException {
        return Files.createTempDirectory(base, ASIDE);
    }

    /** The majors whose data is here. */
    List<Integer> majors() throws IOException {
        try (Stream<Path> entries = Files.list(base)) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(name -> name.matches(DATA + "\\d+"))
                    .map(name -> Integer.parseInt(name.substring(DATA.length())))
                    .sorted()
                    .toList();
        }
    }

    /** Removes what an interrupted start left. Only the holder of the lock may. */
    void removeLeftovers() throws IOException {
        for (var path : entriesNamed(ASIDE)) {
            Leftovers.end(path);
            FileTree.delete(path);
        }
    }

    /** Removes programs of other versions. Only the holder of the lock may. */
    void removeProgramsExcept(Path kept) throws IOException {
        for (var path : entriesNamed(PROGRAMS)) {
            if (!path.equals(kept)) {
                FileTree.delete(path);
            }
        }
    }

    private List<Path> entriesNamed(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(base)) {
            return entries.filter(p -> p.getFileName().toString().startsWith(prefix)).toList();
        }
    }
}
