package dev.stratavore.core.protocol;

/** What an actor answers. */
public sealed interface Reply permits RunnerReply, ProjectReply {}
