package dev.stratavore.core.project;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.Stores;

/**
 * What every project actor of a node gets.
 *
 * @param defaultMaxRunners the quota of a project that has none of its own
 */
public record ProjectParts(
        ActorRuntime runtime,
        Stores stores,
        NodeId node,
        int defaultMaxRunners,
        RunnerSpawner spawner,
        Actors actors) {}
