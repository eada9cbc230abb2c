package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;

/** A started leader and the master of its terminal, not yet on the loop. */
@SuppressWarnings("ArrayRecordComponent") // one buffer for all of an engine's terminals
record LoopSpawned(EventLoop loop, Leader leader, int master, byte[] readBuffer)
        implements SpawnedPty {
    @Override
    public long pid() {
        return leader.pid();
    }

    @Override
    public long startTicks() {
        return leader.startTicks();
    }

    @Override
    public Pty open(PtyListener listener) {
        try {
            return new LoopPty(this, loop, readBuffer, listener);
        } catch (ErrnoException e) {
            throw new IllegalStateException("a terminal cannot be watched", e);
        }
    }
}
