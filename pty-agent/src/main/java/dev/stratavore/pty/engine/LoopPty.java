package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import dev.stratavore.pty.loop.Watch;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A terminal on an event loop, read and written through its master's descriptor. */
final class LoopPty implements Pty {
    /** The most that one terminal delivers before others get their turn. */
    static final int READ_BYTES = 32 << 10;

    /** A read below this has most likely emptied the terminal; the loop tells if not. */
    private static final int SHORT_READ = 1 << 10;

    private static final int EDGE = 1 << 31;

    private final EventLoop loop;
    private final Leader leader;
    private final int master;
    private final byte[] readBuffer;
    private final PtyListener listener;
    private final PtyInput input;
    private final Watch masterWatch;
    private final Watch endWatch;
    private @Nullable ExitStatus status;
    private boolean paused;
    private boolean hungUp;
    private boolean closed;

    LoopPty(LoopSpawned spawned, EventLoop loop, byte[] readBuffer, PtyListener listener)
            throws ErrnoException {
        this.loop = loop;
        this.leader = spawned.leader();
        this.master = spawned.master();
        this.readBuffer = readBuffer;
        this.listener = listener;
        this.input = new PtyInput(master, loop.ioBuffer());
        this.masterWatch = loop.watch(master, this::masterReady);
        this.endWatch = loop.watch(leader.pidfd(), events -> leaderEnded());
        masterWatch.interest(Watch.IN);
        endWatch.interest(Watch.IN);
    }

    private void masterReady(int events) {
        hungUp |= (events & Watch.HUP) != 0;
        if ((events & Watch.OUT) != 0 && input.flush()) {
            listener.inputDrained();
        }
        if (!paused && (events & ~Watch.OUT) != 0) {
            readSome();
        }
        updateInterest();
    }

    private void leaderEnded() {
        if (status != null || closed) {
            return;
        }
        status = leader.collect();
        if (status != null) {
            input.nobodyReads();
            loop.close(endWatch);
            leader.closed();
            readSome();
            updateInterest();
        }
    }

    /** Delivers what is there, a turn's worth at most; the exit when nothing is left after it. */
    private void readSome() {
        if (paused || closed) {
            return;
        }
        int size = 0;
        boolean emptied = false;
        while (size < READ_BYTES && !emptied) {
            int count = read(size);
            emptied = count <= 0 || (count < SHORT_READ && status == null);
            size += Math.max(0, count);
            hungUp &= count <= 0;
        }
        if (size > 0) {
            MemorySegment.copy(loop.ioBuffer(), JAVA_BYTE, 0, readBuffer, 0, size);
            listener.output(readBuffer, size);
        }
        if (status == null || closed) {
            return;
        }
        if (emptied) {
            ExitStatus reported = status;
            close();
            listener.exited(reported);
        } else {
            loop.execute(this::readSome);
        }
    }

    private int read(int offset) {
        try {
            return Fds.read(master, loop.ioBuffer().asSlice(offset), READ_BYTES - offset);
        } catch (ErrnoException e) {
            // EIO: no process has the terminal open, for now or for good.
            hungUp = true;
            return 0;
        }
    }

    /** A hang-up is level-triggered; while it lasts only changes are of interest. */
    private void updateInterest() {
        if (closed) {
            return;
        }
        int events = paused ? 0 : Watch.IN;
        if (hungUp && !paused) {
            events |= EDGE;
        }
        if (input.size() > 0) {
            events |= Watch.OUT;
        }
        try {
            masterWatch.interest(events);
        } catch (ErrnoException e) {
            throw new IllegalStateException("a terminal cannot be watched", e);
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int length) {
        int taken = closed ? length : input.add(bytes, offset, length);
        updateInterest();
        return taken;
    }

    @Override
    public int queuedInput() {
        return input.size();
    }

    @Override
    public void resize(TerminalSize size) {
        try {
            if (!closed) {
                Terminals.size(master, size);
            }
        } catch (ErrnoException e) {
            throw new IllegalStateException("a terminal cannot be resized", e);
        }
    }

    @Override
    public void pauseReading() {
        paused = true;
        updateInterest();
    }

    @Override
    public void resumeReading() {
        if (!paused || closed) {
            return;
        }
        paused = false;
        updateInterest();
        if (status != null) {
            loop.execute(this::readSome);
        }
    }

    @Override
    public int foregroundGroup() {
        try {
            return closed ? 0 : Terminals.foregroundGroup(master);
        } catch (ErrnoException e) {
            // ENOTTY and EIO: the session has lost its terminal.
            return 0;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            input.nobodyReads();
            loop.close(masterWatch);
            loop.close(endWatch);
            leader.closed();
        }
    }
}
