package dev.stratavore.core.runner;

import dev.stratavore.core.actor.ActorRuntime;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.store.RunnerStore;

/** What every runner actor of a node gets. */
public record RunnerParts(
        ActorRuntime runtime, RunnerStore store, TerminalHost host, RunnerSettings settings) {}
