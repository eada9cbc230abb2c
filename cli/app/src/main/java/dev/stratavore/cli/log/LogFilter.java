package dev.stratavore.cli.log;

import java.nio.charset.StandardCharsets;

/** Lets the lines of those records pass that are wanted. */
final class LogFilter {
    private final LogWish wish;
    private boolean passes;

    LogFilter(LogWish wish) {
        this.wish = wish;
        this.passes = wish.wantsAll();
    }

    boolean passes(byte[] line) {
        if (!wish.wantsAll()) {
            LogRecordHead.of(new String(line, StandardCharsets.UTF_8).strip())
                    .ifPresent(head -> passes = wanted(head));
        }
        return passes;
    }

    private boolean wanted(LogRecordHead head) {
        return !head.time().isBefore(wish.since()) && head.level().compareTo(wish.level()) <= 0;
    }
}
