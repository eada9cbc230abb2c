package dev.stratavore.pty.loop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** Listening on and accepting from Unix-domain sockets. */
public final class UnixSockets {
    /** The longest path of a socket, in bytes of UTF-8. */
    public static final int MAX_PATH = 107;

    private static final MethodHandle SOCKET =
            Libc.bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle FCHMOD =
            Libc.bind("fchmod", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            Libc.bind("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LISTEN =
            Libc.bind("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle ACCEPT =
            Libc.bind(
                    "accept4",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            Libc.bind(
                    "getsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETEUID =
            Libc.bind("geteuid", FunctionDescriptor.of(JAVA_INT));

    private static final int AF_UNIX = 1;
    private static final int STREAM = 1;
    private static final int FLAGS = 02000000 | 04000;
    private static final int OWNER_ONLY = 0600;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int PATH_OFFSET = 2;
    private static final int ECONNABORTED = 103;

    /** Who is at the other end of a connection. */
    public record Peer(int pid, int uid) {}

    private UnixSockets() {}

    /** Binds a new socket that only its owner may connect to, from its first moment on. */
    public static int listen(String path, int backlog) throws ErrnoException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_PATH) {
            throw new IllegalArgumentException("the socket's path is longer than 107 bytes");
        }
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) SOCKET.invokeExact(Libc.capture(), AF_UNIX, STREAM | FLAGS, 0);
            check("socket", fd);
            // The mode of the socket's inode before bind becomes that of the path.
            check("fchmod", (int) FCHMOD.invokeExact(Libc.capture(), fd, OWNER_ONLY));
            MemorySegment address = arena.allocate(PATH_OFFSET + MAX_PATH + 1L, Short.BYTES);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH_OFFSET, name.length);
            int length = PATH_OFFSET + name.length + 1;
            check("bind", (int) BIND.invokeExact(Libc.capture(), fd, address, length));
            check("listen", (int) LISTEN.invokeExact(Libc.capture(), fd, backlog));
            return fd;
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** The next connection, non-blocking, or {@link Fds#WOULD_BLOCK}. */
    public static int accept(int listening) throws ErrnoException {
        int fd;
        try {
            fd =
                    (int)
                            ACCEPT.invokeExact(
                                    Libc.capture(),
                                    listening,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL,
                                    FLAGS);
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
        if (fd >= 0) {
            return fd;
        }
        int errno = Libc.errno();
        if (errno == Libc.EAGAIN || errno == Libc.EINTR || errno == ECONNABORTED) {
            return Fds.WOULD_BLOCK;
        }
        throw Libc.failed("accept4");
    }

    /** The process and user that connected. */
    public static Peer peer(int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = arena.allocate(JAVA_INT, 3);
            MemorySegment length = arena.allocate(JAVA_INT);
            length.set(JAVA_INT, 0, (int) credentials.byteSize());
            check(
                    "getsockopt",
                    (int)
                            GETSOCKOPT.invokeExact(
                                    Libc.capture(),
                                    fd,
                                    SOL_SOCKET,
                                    SO_PEERCRED,
                                    credentials,
                                    length));
            return new Peer(
                    credentials.getAtIndex(JAVA_INT, 0), credentials.getAtIndex(JAVA_INT, 1));
        } catch (ErrnoException e) {
            throw e;
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    /** The user this process acts as. */
    public static int ownUid() {
        try {
            return (int) GETEUID.invokeExact(Libc.capture());
        } catch (Throwable t) {
            throw Libc.impossible(t);
        }
    }

    private static void check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw Libc.failed(call);
        }
    }
}
