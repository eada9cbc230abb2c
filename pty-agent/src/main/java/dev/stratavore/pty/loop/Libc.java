package dev.stratavore.pty.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Functions of the C library, each bound when the class that uses it is first needed: binding costs
 * milliseconds. Bound handles take {@link #capture} as their first argument and leave errno there.
 */
public final class Libc {
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> CAPTURE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private Libc() {}

    /** Binds a function; the descriptor does not name the leading capture argument. */
    public static MethodHandle bind(String name, FunctionDescriptor descriptor) {
        return bind(name, descriptor, Linker.Option.captureCallState("errno"));
    }

    /** Binds a function whose arguments from an index on are variadic. */
    public static MethodHandle bindVariadic(
            String name, FunctionDescriptor descriptor, int firstVariadic) {
        return bind(
                name,
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** Whether there is such a function; it is not bound. */
    public static boolean has(String name) {
        return LINKER.defaultLookup().find(name).isPresent();
    }

    @SuppressWarnings("restricted") // native calls are what this class is for
    private static MethodHandle bind(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment symbol =
                LINKER.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsatisfiedLinkError("no function " + name));
        return LINKER.downcallHandle(symbol, descriptor, options);
    }

    /** Where a call of this thread leaves its errno. */
    public static MemorySegment capture() {
        return CAPTURE.get();
    }

    /** The errno of this thread's last call that failed. */
    public static int errno() {
        return (int) ERRNO.get(CAPTURE.get(), 0L);
    }

    /** The exception for this thread's last failed call. */
    public static ErrnoException failed(String call) {
        return new ErrnoException(call, errno());
    }

    /** For the throwable that a method handle declares and a foreign function cannot throw. */
    public static AssertionError impossible(Throwable cause) {
        return new AssertionError("a native call threw", cause);
    }
}
