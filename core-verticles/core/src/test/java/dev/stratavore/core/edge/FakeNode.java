package dev.stratavore.core.edge;

import dev.stratavore.core.port.NodeControl;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

final class FakeNode implements NodeControl {
    final LinkedBlockingQueue<Boolean> stops = new LinkedBlockingQueue<>();

    @Override
    public Facts facts() {
        return new Facts(
                "1.2.3", Rows.NODE, "host-a", 4711, Rows.NOW, "embedded", List.of("no cgroups"));
    }

    @Override
    public void stop(boolean all) {
        stops.add(all);
    }
}
