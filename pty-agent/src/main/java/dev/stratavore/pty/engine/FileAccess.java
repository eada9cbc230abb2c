package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * What this user may do with a path, asked of the kernel in UTF-8: java.nio refuses names that the
 * locale it was started in cannot express.
 */
final class FileAccess {
    private static final MethodHandle ACCESS =
            Libc.bind("access", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final int EXISTS = 0;
    private static final int EXECUTE = 1;

    private FileAccess() {}

    static boolean exists(String path) {
        return access(path, EXISTS);
    }

    static boolean isDirectory(String path) {
        return access(path + "/.", EXISTS);
    }

    static boolean isSearchable(String directory) {
        return access(directory + "/.", EXECUTE);
    }

    static boolean isExecutableFile(String path) {
        return access(path, EXECUTE) && !isDirectory(path);
    }

    private static boolean access(String path, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) ACCESS.invokeExact(Libc.capture(), arena.allocateFrom(path), mode) == 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }
}
