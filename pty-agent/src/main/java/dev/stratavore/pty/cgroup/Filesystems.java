package dev.stratavore.pty.cgroup;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** What the kernel says a directory really is: anybody can make one that only looks like it. */
final class Filesystems {
    private static final MethodHandle STATFS =
            Libc.bind("statfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETXATTR =
            Libc.bind(
                    "getxattr",
                    FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));

    private static final long CGROUP_MAGIC = 0x27e0eb;
    private static final long CGROUP2_MAGIC = 0x63677270;
    private static final int STATFS_BYTES = 120;
    private static final int VALUE_BYTES = 16;

    private Filesystems() {}

    static boolean isV1(Path directory) {
        return magic(directory) == CGROUP_MAGIC;
    }

    static boolean isV2(Path directory) {
        return magic(directory) == CGROUP2_MAGIC;
    }

    private static long magic(Path directory) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(directory.toString());
            MemorySegment told = arena.allocate(STATFS_BYTES, Long.BYTES);
            int result = (int) STATFS.invokeExact(Libc.capture(), path, told);
            return result == 0 ? told.get(JAVA_LONG, 0) : 0;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** Whether the service manager has written on a control group that it is its unit's own. */
    static boolean isDelegated(Path directory) {
        return isOne(directory, "user.delegate") || isOne(directory, "trusted.delegate");
    }

    private static boolean isOne(Path directory, String attribute) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(VALUE_BYTES);
            long length =
                    (long)
                            GETXATTR.invokeExact(
                                    Libc.capture(),
                                    arena.allocateFrom(directory.toString()),
                                    arena.allocateFrom(attribute),
                                    value,
                                    (long) VALUE_BYTES);
            return length == 1 && value.get(JAVA_BYTE, 0) == '1';
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }
}
