package dev.stratavore.core.actor;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.Timers;
import java.time.InstantSource;

/** What every actor of a node gets, as one constructor argument. */
public record ActorRuntime(
        ActorSettings settings, Timers timers, InstantSource clock, Ids ids, StepListener steps) {}
