package dev.stratavore.core.edge;

import dev.stratavore.api.v1.DetachReply;
import dev.stratavore.api.v1.DetachRequest;
import dev.stratavore.core.port.TerminalHost;
import io.vertx.core.Future;

/** Ends the attachments of a runner from outside. */
final class Detach implements Unary<DetachRequest, DetachReply> {
    private final LocalRunners runners;
    private final TerminalHost host;

    Detach(LocalRunners runners, TerminalHost host) {
        this.runners = runners;
        this.host = host;
    }

    @Override
    public Future<DetachReply> answer(DetachRequest request, Caller caller) {
        return runners.one(request.getRunner())
                .compose(row -> HostCalls.of(host.detachAll(row.id())))
                .map(count -> DetachReply.newBuilder().setDetached(count).build());
    }
}
