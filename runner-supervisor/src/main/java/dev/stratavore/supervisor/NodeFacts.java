package dev.stratavore.supervisor;

import dev.stratavore.cluster.NodeIdentity;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.supervisor.database.Database;
import dev.stratavore.supervisor.host.Adoption;
import dev.stratavore.supervisor.host.Homecoming;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the node says of itself, and its way down. Thread-safe. */
final class NodeFacts implements NodeControl {
    private final NodeSetup setup;
    private final NodeIdentity identity;
    private final Database database;
    private final Adoption adoption;
    private final Homecoming homecoming;
    private final Ending ending;
    private final NodeId node;
    private final long pid = ProcessHandle.current().pid();
    private final Instant startedAt;

    NodeFacts(
            NodeSetup setup,
            NodeIdentity identity,
            Database database,
            Adoption adoption,
            Homecoming homecoming,
            Ending ending) {
        this.setup = setup;
        this.identity = identity;
        this.database = database;
        this.adoption = adoption;
        this.homecoming = homecoming;
        this.ending = ending;
        this.node = new NodeId(identity.id());
        this.startedAt = setup.clock().instant();
    }

    @Override
    public NodeId node() {
        return node;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Facts facts() {
        var warnings = new ArrayList<>(setup.warnings().get());
        warnings.addAll(database.notes());
        warnings.addAll(adoption.strays());
        return new Facts(
                setup.version(),
                node,
                identity.label(),
                pid,
                startedAt,
                database.access().description(),
                warnings,
                homecoming.away());
    }

    @Override
    public boolean tellsOfLost() {
        return switch (setup.config().daemon().afterReboot()) {
            case ASK, RESUME -> true;
            case NEVER -> false;
        };
    }

    @Override
    public Future<List<String>> reconcile() {
        return adoption.compare();
    }

    @Override
    public void stop(boolean all) {
        ending.begin(all);
    }
}
