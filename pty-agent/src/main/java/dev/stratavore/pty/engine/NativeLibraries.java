package dev.stratavore.pty.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Puts the native parts of pty4j and JNA into one directory and makes both load them from there;
 * left alone they unpack a new copy into the temporary directory at each start.
 */
final class NativeLibraries {
    private static final String PTY = "/resources/com/pty4j/native/linux/x86-64/libpty.so";

    /** Where pty4j looks within the directory it is given. */
    private static final String PTY_PLACE = "linux/x86-64";

    private static final String JNA = "/com/sun/jna/linux-x86-64/libjnidispatch.so";

    private NativeLibraries() {}

    /** To be called before the first use of either library. */
    static void provide(Path directory) throws IOException {
        unpack(PTY, directory.resolve(PTY_PLACE), "libpty.so");
        unpack(JNA, directory, "libjnidispatch.so");
        System.setProperty("pty4j.preferred.native.folder", directory.toString());
        System.setProperty("jna.boot.library.path", directory.toString());
        System.setProperty("jna.nosys", "true");
        System.setProperty("jna.nounpack", "true");
    }

    /** Replaces by renaming, since another process may have the old file mapped. */
    private static void unpack(String resource, Path place, String name) throws IOException {
        Files.createDirectories(
                place,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] wanted = resource(resource);
        Path target = place.resolve(name);
        if (Files.exists(target) && Arrays.equals(wanted, Files.readAllBytes(target))) {
            return;
        }
        Path fresh = Files.createTempFile(place, "unpack", ".tmp");
        Files.write(fresh, wanted);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = com.pty4j.unix.Pty.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the library " + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
