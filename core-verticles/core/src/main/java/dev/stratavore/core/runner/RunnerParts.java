package dev.stratavore.core.runner;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerStore;

/**
 * What every runner actor of a node gets.
 *
 * @param limits what bounds the places of runners
 */
public record RunnerParts(
        ActorRuntime runtime,
        RunnerStore store,
        ProjectStore projects,
        TerminalHost host,
        DriverCatalog drivers,
        ProjectFiles files,
        RunnerSettings settings,
        PlaceLimits limits) {}
