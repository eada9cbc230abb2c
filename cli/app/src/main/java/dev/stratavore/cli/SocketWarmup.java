package dev.stratavore.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * Has the JDK's Unix-domain sockets initialised while the command line is parsed: they set up a
 * secure random generator first, which takes longer than the parsing.
 */
public final class SocketWarmup {
    private SocketWarmup() {}

    /** Begins on a thread of its own; whoever opens a socket meanwhile waits for it. */
    public static void start() {
        Thread.ofPlatform().daemon().name("socket-warmup").start(SocketWarmup::open);
    }

    private static void open() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException e) {
            // The command meets the same failure where it can be told.
            Thread.currentThread().interrupt();
        }
    }
}
