package dev.stratavore.pty.loop;

import java.io.IOException;

/** A call of the C library that failed, with its errno. */
public final class ErrnoException extends IOException {
    private final int errno;

    ErrnoException(String call, int errno) {
        super(call + " failed with errno " + errno);
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }
}
