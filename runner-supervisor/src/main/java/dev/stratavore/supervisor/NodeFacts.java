package dev.stratavore.supervisor;

import dev.stratavore.cluster.NodeIdentity;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.supervisor.database.Database;
import dev.stratavore.supervisor.host.Adoption;
import java.time.Instant;
import java.util.ArrayList;

/** What the node says of itself, and its way down. Thread-safe. */
final class NodeFacts implements NodeControl {
    private final NodeSetup setup;
    private final NodeIdentity identity;
    private final Database database;
    private final Adoption adoption;
    private final Ending ending;
    private final Instant startedAt;

    NodeFacts(
            NodeSetup setup,
            NodeIdentity identity,
            Database database,
            Adoption adoption,
            Ending ending) {
        this.setup = setup;
        this.identity = identity;
        this.database = database;
        this.adoption = adoption;
        this.ending = ending;
        this.startedAt = setup.clock().instant();
    }

    @Override
    public Facts facts() {
        var warnings = new ArrayList<>(setup.warnings());
        warnings.addAll(database.notes());
        warnings.addAll(adoption.strays());
        return new Facts(
                setup.version(),
                new NodeId(identity.id()),
                identity.label(),
                ProcessHandle.current().pid(),
                startedAt,
                database.access().description(),
                warnings);
    }

    @Override
    public void stop(boolean all) {
        ending.begin(all);
    }
}
