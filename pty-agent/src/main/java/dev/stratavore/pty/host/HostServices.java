package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.EventLoop;
import java.time.InstantSource;

/** What most parts of the host work with. */
record HostServices(
        EventLoop loop,
        Worker disk,
        InstantSource clock,
        HostLog log,
        Events events,
        Settings settings) {}
