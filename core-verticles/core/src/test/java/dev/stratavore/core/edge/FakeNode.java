package dev.stratavore.core.edge;

import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

final class FakeNode implements NodeControl {
    final LinkedBlockingQueue<Boolean> stops = new LinkedBlockingQueue<>();

    final AtomicInteger looked = new AtomicInteger();
    volatile boolean onEventLoop;
    volatile Optional<Away> away = Optional.empty();
    volatile Future<List<String>> changes = Future.succeededFuture(List.of());

    @Override
    public Future<List<String>> reconcile() {
        return changes;
    }

    volatile boolean tellsOfLost = true;

    @Override
    public boolean tellsOfLost() {
        return tellsOfLost;
    }

    @Override
    public NodeId node() {
        return Rows.NODE;
    }

    @Override
    public long pid() {
        return 4711;
    }

    @Override
    public Facts facts() {
        looked.incrementAndGet();
        onEventLoop |= Context.isOnEventLoopThread();
        return new Facts(
                "1.2.3",
                Rows.NODE,
                "host-a",
                4711,
                Rows.NOW,
                "embedded",
                List.of("no cgroups"),
                away);
    }

    @Override
    public void stop(boolean all) {
        stops.add(all);
    }
}
