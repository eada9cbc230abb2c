package dev.stratavore.core.runner;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.store.RunnerStore;

/**
 * What every runner actor of a node gets.
 *
 * @param defaultMaxRunners the quota of a project that has none of its own
 */
public record RunnerParts(
        ActorRuntime runtime,
        RunnerStore store,
        TerminalHost host,
        DriverCatalog drivers,
        RunnerSettings settings,
        int defaultMaxRunners) {}
