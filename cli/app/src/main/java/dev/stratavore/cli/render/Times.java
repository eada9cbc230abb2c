package dev.stratavore.cli.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times of the API, milliseconds since the epoch with zero for none, as text. */
public final class Times {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Times() {}

    /** RFC 3339 in UTC, or null for none. */
    public static @Nullable String utc(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** Date and time where the user is, empty for none. */
    public static String local(long millis) {
        if (millis == 0) {
            return "";
        }
        ZonedDateTime time =
                Instant.ofEpochMilli(millis)
                        .atZone(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS);
        return time.toLocalDate()
                + " "
                + two(time.getHour())
                + ":"
                + two(time.getMinute())
                + ":"
                + two(time.getSecond());
    }

    /** How long something lasted, in its two largest units. */
    public static String span(long millis) {
        if (millis < MINUTE) {
            return Math.max(0, millis) / SECOND + "s";
        }
        if (millis < HOUR) {
            return millis / MINUTE + "m";
        }
        if (millis < DAY) {
            return millis / HOUR + "h" + two((int) (millis % HOUR / MINUTE)) + "m";
        }
        return millis / DAY + "d" + two((int) (millis % DAY / HOUR)) + "h";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
