package dev.stratavore.cli.log;

/** How grave a record is, from the gravest on. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
