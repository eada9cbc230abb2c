package dev.stratavore.core.project;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.Stores;

/**
 * What every project actor of a node gets.
 *
 * @param limits what bounds the places of runners
 */
public record ProjectParts(
        ActorRuntime runtime,
        Stores stores,
        NodeId node,
        PlaceLimits limits,
        RunnerSpawner spawner,
        Actors actors) {}
