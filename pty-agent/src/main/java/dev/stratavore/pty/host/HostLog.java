package dev.stratavore.pty.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Events with keys and values, one a line. Thread-safe. */
final class HostLog {
    private final InstantSource clock;
    private final OutputStream out;
    private final Style style;

    /** From the gravest on. */
    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /**
     * How it is written.
     *
     * @param least nothing less grave is written
     */
    record Style(LogFormat format, Level least) {
        static final Style USUAL = new Style(LogFormat.TEXT, Level.INFO);
    }

    HostLog(InstantSource clock, OutputStream out, Style style) {
        this.clock = clock;
        this.out = out;
        this.style = style;
    }

    /** What is as it should be: a name, then keys and values in turn. */
    void event(String name, Object... fields) {
        write(Level.INFO, name, fields);
    }

    /** What somebody should look at. */
    void trouble(String name, Object... fields) {
        write(Level.WARN, name, fields);
    }

    /** A defect, with where it happened. */
    void problem(Throwable defect) {
        var where = new StringBuilder();
        StackTraceElement[] trace = defect.getStackTrace();
        for (int i = 0; i < Math.min(8, trace.length); i++) {
            where.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        write(Level.ERROR, "defect", "error", defect, "at", where);
    }

    private void write(Level level, String name, Object... fields) {
        if (level.compareTo(style.least) <= 0) {
            write(style.format.line(clock.instant(), level, name, fields) + "\n");
        }
    }

    private synchronized void write(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // A log that cannot be written must not stop anybody's terminal.
            return;
        }
    }
}
