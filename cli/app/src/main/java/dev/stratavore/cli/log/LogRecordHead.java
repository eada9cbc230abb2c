package dev.stratavore.cli.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first line of a record says, whether it is written as text or as JSON. Lines without it
 * belong to the record before them.
 */
record LogRecordHead(Instant time, LogLevel level) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{4}-\\S{6,40}Z) +(ERROR|WARN|INFO|DEBUG|TRACE) .*");
    private static final Pattern JSON =
            Pattern.compile(
                    "\\{\"time\":\"([^\"]{1,40})\",\"level\":\"(ERROR|WARN|INFO|DEBUG|TRACE)\".*");

    static Optional<LogRecordHead> of(String line) {
        Matcher head = (line.startsWith("{") ? JSON : TEXT).matcher(line);
        if (!head.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LogRecordHead(
                            Instant.parse(head.group(1)), LogLevel.valueOf(head.group(2))));
        } catch (DateTimeException e) {
            // A line that looks alike is not a head.
            return Optional.empty();
        }
    }
}
