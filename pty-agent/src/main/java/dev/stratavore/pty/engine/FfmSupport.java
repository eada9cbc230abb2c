package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.Libc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a system is one for which {@link FfmEngine} was written: the layouts of its C types are
 * those of glibc on x86-64.
 *
 * @param system the JVM's name of the operating system
 * @param processor the JVM's name of the architecture
 * @param has whether the C library has a function
 */
record FfmSupport(String system, String processor, Predicate<String> has) {
    /** A function that glibc has, and no other C library. */
    private static final String GLIBC = "gnu_get_libc_version";

    /** What has to be there: of glibc, the last one since 2.34. */
    private static final List<String> SYMBOLS =
            List.of(
                    "posix_spawn",
                    "posix_spawnattr_init",
                    "posix_spawnattr_setflags",
                    "posix_spawnattr_setsigmask",
                    "posix_spawnattr_setsigdefault",
                    "posix_spawnattr_destroy",
                    "posix_spawn_file_actions_init",
                    "posix_spawn_file_actions_destroy",
                    "posix_spawn_file_actions_addopen",
                    "posix_spawn_file_actions_adddup2",
                    "posix_spawn_file_actions_addclose",
                    "posix_spawn_file_actions_addchdir_np",
                    "posix_spawn_file_actions_addclosefrom_np");

    static FfmSupport here() {
        return new FfmSupport(
                System.getProperty("os.name", ""), System.getProperty("os.arch", ""), Libc::has);
    }

    /** Throws with what is missing. */
    void check() throws IOException {
        if (!"Linux".equals(system) || !"amd64".equals(processor)) {
            throw new IOException("it is for Linux on amd64, not " + system + " on " + processor);
        }
        if (!has.test(GLIBC)) {
            throw new IOException("the C library is not glibc");
        }
        List<String> missing = new ArrayList<>(SYMBOLS);
        missing.removeIf(has);
        if (!missing.isEmpty()) {
            throw new IOException("the C library has no " + String.join(", ", missing));
        }
    }
}
