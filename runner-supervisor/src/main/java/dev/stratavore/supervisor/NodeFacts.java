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
    private final Start start;
    private final Ending ending;
    private final NodeId node;
    private final long pid = ProcessHandle.current().pid();
    private final Instant startedAt;

    /** What a daemon does about what it finds when it starts. */
    record Start(Adoption adoption, Homecoming homecoming, AfterReboot reboot) {}

    NodeFacts(
            NodeSetup setup, NodeIdentity identity, Database database, Start start, Ending ending) {
        this.setup = setup;
        this.identity = identity;
        this.database = database;
        this.start = start;
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
        warnings.addAll(start.adoption().strays());
        return new Facts(
                setup.version(),
                node,
                identity.label(),
                pid,
                startedAt,
                database.access().description(),
                warnings,
                start.homecoming().away());
    }

    @Override
    public boolean tellsOfLost() {
        return switch (setup.config().daemon().afterReboot()) {
            case ASK -> true;
            // What is just being started is not lost.
            case RESUME -> start.reboot().isSettled();
            case NEVER -> false;
        };
    }

    @Override
    public Future<List<String>> reconcile() {
        return start.adoption().compare();
    }

    @Override
    public void stop(boolean all) {
        ending.begin(all);
    }
}
