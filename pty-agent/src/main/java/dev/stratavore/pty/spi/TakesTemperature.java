package dev.stratavore.pty.spi;

/**
 * The program lets the sampling temperature be set. The driver uses {@link
 * LaunchOptions#temperature}.
 */
public interface TakesTemperature {}
