package dev.stratavore.pty.spi;

/**
 * The program can be started under a conversation id chosen beforehand, so that it is known from
 * the first moment. The driver uses {@link LaunchRequest#session}.
 */
public interface ChoosesSession {}
