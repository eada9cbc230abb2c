package dev.stratavore.supervisor.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.stratavore.config.LoggingConfig;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the daemon's log goes: a bounded set of files, and standard error when in the foreground.
 * On the journal a line begins with its severity, and leaves out what the journal notes itself.
 */
public final class Logs {
    private static final String PLAIN = "%logger{0} %msg%n";
    private static final String PATTERN =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level " + PLAIN;

    private Logs() {}

    /** Before a configuration is known: warnings to standard error. */
    public static void early(boolean journal) {
        begin(Level.WARN).addAppender(console(context(), LoggingConfig.Format.TEXT, journal));
    }

    /**
     * As configured.
     *
     * @param foreground whether to log to standard error too
     * @param journal whether the journal reads that
     */
    public static void configure(
            LoggingConfig config, Path file, boolean foreground, boolean journal) {
        var root = begin(Level.toLevel(config.level().name()));
        var context = context();
        root.addAppender(file(context, config, file));
        if (foreground) {
            root.addAppender(console(context, config.format(), journal));
        }
        context.getLogger("io.netty").setLevel(Level.WARN);
        context.getLogger("org.flywaydb").setLevel(Level.WARN);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static ch.qos.logback.classic.Logger begin(Level level) {
        var context = context();
        context.reset();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        return root;
    }

    private static Appender<ILoggingEvent> console(
            LoggerContext context, LoggingConfig.Format format, boolean journal) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(
                journal
                        ? started(new JournalEncoder(encoder(context, format, PLAIN)), context)
                        : encoder(context, format, PATTERN));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(
            LoggerContext context, LoggingConfig config, Path file) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, config.format(), PATTERN));

        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(Math.max(1, config.maxFiles() - 1));
        window.start();

        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(config.maxFileBytes()));
        trigger.start();

        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, LoggingConfig.Format format, String pattern) {
        return switch (format) {
            case JSON -> started(new JsonEncoder(), context);
            case TEXT -> {
                var encoder = new PatternLayoutEncoder();
                encoder.setPattern(pattern);
                yield started(encoder, context);
            }
        };
    }

    private static Encoder<ILoggingEvent> started(
            EncoderBase<ILoggingEvent> encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
