package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.Sized;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.store.SizeFrom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the reader of an output which size of the terminal each stretch was written for. */
final class OutputSizes {
    private final ControlSession session;
    private final int request;
    private final Deque<SizeFrom> ahead = new ArrayDeque<>();
    private @Nullable TerminalSize told;

    OutputSizes(ControlSession session, int request, List<SizeFrom> sizes) {
        this.session = session;
        this.request = request;
        set(sizes);
    }

    /** All sizes that are known by now; those that were told are not told again. */
    void set(List<SizeFrom> sizes) {
        ahead.clear();
        ahead.addAll(sizes);
    }

    /** Says which size holds at an offset, unless that was said. */
    void tell(long offset) {
        SizeFrom now = null;
        while (!ahead.isEmpty() && ahead.getFirst().offset() <= offset) {
            now = ahead.removeFirst();
        }
        if (now != null && !now.size().equals(told)) {
            told = now.size();
            session.send(new Sized(request, offset, now.size()));
        }
    }

    /** How far output goes on from an offset, at most to an end, in one size. */
    long reach(long from, long end) {
        SizeFrom next = ahead.peekFirst();
        return next == null || next.offset() <= from ? end : Math.min(end, next.offset());
    }
}
