package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.OutputRange;

/**
 * Which offsets answer a request for output.
 *
 * @param asked where the answer would begin if everything was kept
 */
record OutputPlan(int request, long asked, long from, long end, boolean follow) {
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
        long asked = Math.max(Math.max(0, since), wanted);
        long from = Math.max(span.keptFrom(), asked);
        long open = follow ? Long.MAX_VALUE : written;
        long end = range.maxBytes() == 0 ? open : Math.min(open, from + range.maxBytes());
        return new OutputPlan(request, asked, from, Math.max(from, end), follow);
    }
}
