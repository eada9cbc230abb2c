package dev.stratavore.config;

/**
 * Section {@code logging}: the log files of the daemon and the pty host.
 *
 * @param level the least that is logged
 * @param format how a record is written
 * @param maxFileBytes a file larger than this is rotated
 * @param maxFiles files kept of each kind, the current one among them
 */
public record LoggingConfig(Level level, Format format, long maxFileBytes, int maxFiles) {
    private static final long MIB = 1L << 20;

    /** From the least talkative on. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How a record is written. */
    public enum Format {
        /** A line for people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    static LoggingConfig from(Values values) {
        return new LoggingConfig(
                values.get(Schema.LOG_LEVEL),
                values.get(Schema.LOG_FORMAT),
                values.get(Schema.LOG_FILE_MB) * MIB,
                values.get(Schema.LOG_FILES));
    }
}
