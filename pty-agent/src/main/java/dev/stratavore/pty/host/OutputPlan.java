package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.OutputRange;

/** Which offsets answer a request for output. */
record OutputPlan(int request, long from, long end, boolean follow) {
    /**
     * A plan.
     *
     * @param span what is kept, up to the newest output
     * @param since the offset that the wanted time leads to
     */
    static OutputPlan of(
            int request, OutputRange range, boolean follow, OutputSpan span, long since) {
        long written = span.end();
        long wanted = range.fromOffset() < 0 ? written + range.fromOffset() : range.fromOffset();
        long from = Math.max(Math.max(span.keptFrom(), since), wanted);
        long open = follow ? Long.MAX_VALUE : written;
        long end = range.maxBytes() == 0 ? open : Math.min(open, from + range.maxBytes());
        return new OutputPlan(request, from, Math.max(from, end), follow);
    }
}
