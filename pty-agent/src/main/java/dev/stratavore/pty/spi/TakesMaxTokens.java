package dev.stratavore.pty.spi;

/**
 * The program lets the length of one answer be limited, in tokens. The driver uses {@link
 * LaunchOptions#maxTokens}.
 */
public interface TakesMaxTokens {}
