package dev.stratavore.core.edge;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.port.Worktrees;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerStore;
import java.time.InstantSource;

/** What the services work with. */
public record EdgePorts(
        ProjectStore projects,
        RunnerStore runners,
        EventStore events,
        Catalogue catalogue,
        Actors actors,
        TerminalHost host,
        DriverCatalog drivers,
        Worktrees worktrees,
        ProjectFiles files,
        NodeControl node,
        Figures figures,
        Ids ids,
        InstantSource clock) {}
