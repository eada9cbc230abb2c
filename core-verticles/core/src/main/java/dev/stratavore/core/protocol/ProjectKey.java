package dev.stratavore.core.protocol;

/** The surrogate key of a project: stays when a deleted name is used again. */
public record ProjectKey(long value) {}
