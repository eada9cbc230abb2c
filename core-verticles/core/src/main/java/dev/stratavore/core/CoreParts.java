package dev.stratavore.core;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.port.Timers;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.Stores;
import java.time.InstantSource;

/** Everything that the core needs from outside. */
public record CoreParts(
        NodeId node,
        Stores stores,
        TerminalHost host,
        DriverCatalog drivers,
        ProjectFiles files,
        Timers timers,
        InstantSource clock,
        Ids ids,
        StepListener steps,
        CoreSettings settings) {
    /** Where projects have no files. */
    public CoreParts(
            NodeId node,
            Stores stores,
            TerminalHost host,
            DriverCatalog drivers,
            Timers timers,
            InstantSource clock,
            Ids ids,
            StepListener steps,
            CoreSettings settings) {
        this(node, stores, host, drivers, ProjectFiles.NONE, timers, clock, ids, steps, settings);
    }
}
