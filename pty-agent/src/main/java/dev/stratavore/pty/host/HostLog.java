package dev.stratavore.pty.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Events as lines of key=value. */
final class HostLog {
    private final InstantSource clock;
    private final OutputStream out;

    HostLog(InstantSource clock, OutputStream out) {
        this.clock = clock;
        this.out = out;
    }

    /** One event: its name, then keys and values in turn. */
    void event(String name, Object... fields) {
        var line = new StringBuilder();
        line.append(clock.instant()).append(" event=").append(name);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            line.append(' ').append(fields[i]).append('=').append(quoted(fields[i + 1]));
        }
        write(line.append('\n'));
    }

    /** A defect, with where it happened. */
    void problem(Throwable defect) {
        var where = new StringBuilder();
        StackTraceElement[] trace = defect.getStackTrace();
        for (int i = 0; i < Math.min(8, trace.length); i++) {
            where.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        event("defect", "error", defect, "at", where);
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c > ' ' && c != '"' && c != '\\' && c != 0x7f;
        }
        if (plain) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return quoted.append('"').toString();
    }

    private synchronized void write(StringBuilder line) {
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // A log that cannot be written must not stop anybody's terminal.
            return;
        }
    }
}
