package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.stratavore.pty.loop.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * posix_spawn(3) of a session leader on a terminal. glibc runs the child in our memory while the
 * calling thread waits, so that nothing is copied, and tells the error of whatever failed.
 */
final class PosixSpawn {
    private static final MethodHandle SPAWN =
            bind("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ATTR_INIT = bind("posix_spawnattr_init", ADDRESS);
    private static final MethodHandle ATTR_FLAGS =
            bind("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
    private static final MethodHandle ATTR_MASK =
            bind("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
    private static final MethodHandle ATTR_DEFAULT =
            bind("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
    private static final MethodHandle ATTR_DESTROY = bind("posix_spawnattr_destroy", ADDRESS);
    private static final MethodHandle INIT = bind("posix_spawn_file_actions_init", ADDRESS);
    private static final MethodHandle DESTROY = bind("posix_spawn_file_actions_destroy", ADDRESS);
    private static final MethodHandle OPEN =
            bind(
                    "posix_spawn_file_actions_addopen",
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    JAVA_INT);
    private static final MethodHandle DUP =
            bind("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE =
            bind("posix_spawn_file_actions_addclose", ADDRESS, JAVA_INT);
    private static final MethodHandle CHDIR =
            bind("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
    private static final MethodHandle CLOSE_FROM =
            bind("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);

    /** Sizes of glibc's types: 336 bytes of attributes, 80 of actions, 128 of signals. */
    private static final int ATTR_BYTES = 336;

    private static final int ACTIONS_BYTES = 80;
    private static final int SIGSET_BYTES = 128;

    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int FIRST_FREE = 3;

    private PosixSpawn() {}

    /** Binds what is not bound yet, by loading this class. */
    static void load() {}

    private static MethodHandle bind(String name, MemoryLayout... arguments) {
        return Libc.bind(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /**
     * What becomes a process.
     *
     * @param path of the file to run
     * @param slave the path of the terminal
     * @param gate where it waits when all but becoming the program is done, see {@link Gate}
     */
    record Child(
            String path,
            List<String> argv,
            List<String> environment,
            String cwd,
            String slave,
            String gate) {}

    /**
     * The new process, or an errno.
     *
     * @param errno 0 for success
     */
    record Outcome(int errno, int pid) {}

    /** Blocks until the child is its program, or is dead. */
    static Outcome run(Child child) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            MemorySegment actions = actions(arena, child);
            MemorySegment pid = arena.allocate(JAVA_INT);
            int errno =
                    (int)
                            SPAWN.invokeExact(
                                    Libc.capture(),
                                    pid,
                                    arena.allocateFrom(child.path),
                                    actions,
                                    attributes,
                                    strings(arena, child.argv),
                                    strings(arena, child.environment));
            int ignored = (int) DESTROY.invokeExact(Libc.capture(), actions);
            ignored = (int) ATTR_DESTROY.invokeExact(Libc.capture(), attributes);
            return new Outcome(errno, pid.get(JAVA_INT, 0));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** All signals, the two that glibc keeps to itself too, at their default and unblocked. */
    private static MemorySegment attributes(Arena arena) throws Throwable {
        MemorySegment attributes = arena.allocate(ATTR_BYTES, Long.BYTES);
        MemorySegment none = arena.allocate(SIGSET_BYTES, Long.BYTES);
        MemorySegment all = arena.allocate(SIGSET_BYTES, Long.BYTES).fill((byte) -1);
        check((int) ATTR_INIT.invokeExact(Libc.capture(), attributes));
        check((int) ATTR_MASK.invokeExact(Libc.capture(), attributes, none));
        check((int) ATTR_DEFAULT.invokeExact(Libc.capture(), attributes, all));
        short flags = (short) (SETSID | SETSIGDEF | SETSIGMASK);
        check((int) ATTR_FLAGS.invokeExact(Libc.capture(), attributes, flags));
        return attributes;
    }

    /** The terminal that a session's leader opens first becomes its controlling one. */
    private static MemorySegment actions(Arena arena, Child child) throws Throwable {
        MemorySegment actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
        check((int) INIT.invokeExact(Libc.capture(), actions));
        open(arena, actions, 0, child.slave, OpenedFiles.BOTH);
        check((int) DUP.invokeExact(Libc.capture(), actions, 0, 1));
        check((int) DUP.invokeExact(Libc.capture(), actions, 0, 2));
        check((int) CLOSE_FROM.invokeExact(Libc.capture(), actions, FIRST_FREE));
        MemorySegment cwd = arena.allocateFrom(child.cwd);
        check((int) CHDIR.invokeExact(Libc.capture(), actions, cwd));
        open(arena, actions, FIRST_FREE, child.gate, OpenedFiles.WRITE);
        check((int) CLOSE.invokeExact(Libc.capture(), actions, FIRST_FREE));
        open(arena, actions, FIRST_FREE, child.gate, OpenedFiles.READ);
        check((int) CLOSE.invokeExact(Libc.capture(), actions, FIRST_FREE));
        return actions;
    }

    private static void open(
            Arena arena, MemorySegment actions, int descriptor, String path, int flags)
            throws Throwable {
        MemorySegment name = arena.allocateFrom(path);
        check((int) OPEN.invokeExact(Libc.capture(), actions, descriptor, name, flags, 0));
    }

    private static MemorySegment strings(Arena arena, List<String> strings) {
        MemorySegment pointers = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        return pointers;
    }

    /** Only a lack of memory makes one of them fail. */
    private static void check(int errno) {
        if (errno != 0) {
            throw new IllegalStateException("a process cannot be described: errno " + errno);
        }
    }
}
