package dev.stratavore.core.protocol;

import java.util.UUID;

/** Names one user's daemon and pty host on one machine. */
public record NodeId(UUID value) {}
