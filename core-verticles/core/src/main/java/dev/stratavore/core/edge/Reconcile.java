package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ReconcileReply;
import dev.stratavore.api.v1.ReconcileRequest;
import dev.stratavore.core.port.NodeControl;
import io.vertx.core.Future;

/** Compares database and pty host at once, and tells what that changed. */
final class Reconcile implements Unary<ReconcileRequest, ReconcileReply> {
    private final NodeControl node;

    Reconcile(NodeControl node) {
        this.node = node;
    }

    @Override
    public Future<ReconcileReply> answer(ReconcileRequest request, Caller caller) {
        return node.reconcile()
                .map(changes -> ReconcileReply.newBuilder().addAllChanges(changes).build());
    }
}
