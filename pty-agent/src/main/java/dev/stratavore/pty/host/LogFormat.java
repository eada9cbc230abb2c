package dev.stratavore.pty.host;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How an event becomes a line; the daemon writes its log alike. */
enum LogFormat {
    /** Time, level, then key=value. */
    TEXT {
        @Override
        String line(Instant at, HostLog.Level level, String name, Object... fields) {
            var line = new StringBuilder(TIME.format(at));
            line.append(String.format(Locale.ROOT, " %-5s event=%s", level, name));
            for (int i = 0; i + 1 < fields.length; i += 2) {
                String value = String.valueOf(fields[i + 1]);
                line.append(' ').append(fields[i]).append('=');
                line.append(isPlain(value) ? value : quoted(value));
            }
            return line.toString();
        }
    },

    /** An object whose values are all texts. */
    JSON {
        @Override
        String line(Instant at, HostLog.Level level, String name, Object... fields) {
            var line = new StringBuilder("{\"time\":\"").append(TIME.format(at));
            line.append("\",\"level\":\"").append(level).append('"');
            line.append(",\"event\":").append(quoted(name));
            for (int i = 0; i + 1 < fields.length; i += 2) {
                line.append(',').append(quoted(String.valueOf(fields[i])));
                line.append(':').append(quoted(String.valueOf(fields[i + 1])));
            }
            return line.append('}').toString();
        }
    };

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The line of an event, without its end. */
    abstract String line(Instant at, HostLog.Level level, String name, Object... fields);

    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '\\' && c != 0x7f);
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return quoted.append('"').toString();
    }
}
