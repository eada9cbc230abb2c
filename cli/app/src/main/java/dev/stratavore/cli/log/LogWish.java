package dev.stratavore.cli.log;

import java.time.Instant;

/**
 * Which part of a log somebody wants.
 *
 * @param tail only the last lines of it, zero for all
 * @param since nothing older
 * @param level nothing less grave
 * @param follow go on with what is written from now on
 */
public record LogWish(int tail, Instant since, LogLevel level, boolean follow) {
    public LogWish {
        if (tail < 0) {
            throw new IllegalArgumentException("a tail has no negative length");
        }
    }

    boolean wantsAll() {
        return since.equals(Instant.MIN) && level == LogLevel.TRACE;
    }
}
