package dev.stratavore.core.protocol.wire;

/**
 * Stands in for a message that this node cannot read, so that its receiver can refuse it instead of
 * failing.
 *
 * @param reason without any content of the message
 */
public record Unreadable(String reason) {}
