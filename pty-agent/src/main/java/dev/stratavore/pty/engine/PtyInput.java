package dev.stratavore.pty.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.stratavore.pty.loop.ByteQueue;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import java.lang.foreign.MemorySegment;

/** Input on its way to a program, bounded by {@link Pty#INPUT_LIMIT}. */
final class PtyInput {
    private static final int PIECE = 16 << 10;

    private final int master;
    private final MemorySegment io;
    private final ByteQueue queue = new ByteQueue();
    private boolean refused;
    private boolean dead;

    PtyInput(int master, MemorySegment io) {
        this.master = master;
        this.io = io;
    }

    int size() {
        return queue.size();
    }

    /** Takes what fits; all of it, and for nothing, once nobody can read it any more. */
    int add(byte[] bytes, int offset, int length) {
        if (dead) {
            return length;
        }
        int sent = 0;
        while (queue.size() == 0 && sent < length) {
            int piece = Math.min(PIECE, length - sent);
            MemorySegment.copy(bytes, offset + sent, io, JAVA_BYTE, 0, piece);
            int count = write(piece);
            if (count <= 0) {
                break;
            }
            sent += count;
        }
        int queued = dead ? 0 : Math.min(length - sent, Pty.INPUT_LIMIT - queue.size());
        queue.add(bytes, offset + sent, queued);
        refused |= !dead && sent + queued < length;
        return dead ? length : sent + queued;
    }

    /** Writes what the terminal takes; true when there is room again for one who was refused. */
    boolean flush() {
        int count = 1;
        while (queue.size() > 0 && count > 0) {
            count = write(queue.peek(io, PIECE));
            queue.drop(Math.max(0, count));
        }
        if (refused && queue.size() <= Pty.INPUT_LIMIT / 2) {
            refused = false;
            return true;
        }
        return false;
    }

    private int write(int length) {
        try {
            return Fds.write(master, io, length);
        } catch (ErrnoException e) {
            // EIO: the program's side is gone, and with it whoever could have read this.
            nobodyReads();
            return 0;
        }
    }

    void nobodyReads() {
        dead = true;
        queue.clear();
    }
}
