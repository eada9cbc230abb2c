package dev.stratavore.core.edge;

import dev.stratavore.api.v1.StopDaemonReply;
import dev.stratavore.api.v1.StopDaemonRequest;
import dev.stratavore.core.port.NodeControl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers and lets the daemon go down; the edge then waits until the answer is out. */
final class StopDaemon implements Unary<StopDaemonRequest, StopDaemonReply> {
    private static final Logger LOG = LoggerFactory.getLogger(StopDaemon.class);

    private final Vertx vertx;
    private final NodeControl node;

    StopDaemon(Vertx vertx, NodeControl node) {
        this.vertx = vertx;
        this.node = node;
    }

    @Override
    public Future<StopDaemonReply> answer(StopDaemonRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        LOG.info(
                "event=stop-asked all={} principal={} command={} trace={}",
                request.getAll(),
                meta.principal().value(),
                meta.commandId(),
                meta.traceId());
        vertx.runOnContext(_ -> node.stop(request.getAll()));
        return Future.succeededFuture(StopDaemonReply.newBuilder().setPid(node.pid()).build());
    }
}
