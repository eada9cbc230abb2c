package dev.stratavore.core.store;

/** The durable state of a node, as one constructor argument. */
public record Stores(
        ProjectStore projects, RunnerStore runners, NodeStore nodes, EventStore events) {}
