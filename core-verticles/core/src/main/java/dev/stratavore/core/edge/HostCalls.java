package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** That the pty host does not answer is a refusal, not a bug. */
final class HostCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HostCalls.class);

    private HostCalls() {}

    static <T> Future<T> of(Future<T> call) {
        return call.recover(failure -> Future.failedFuture(unavailable(failure)));
    }

    static Refused unavailable(Throwable failure) {
        LOG.warn("event=pty-host-unavailable cause={}", failure.toString());
        return Refused.of(
                Reason.TERMINAL_HOST_UNAVAILABLE, "the pty host does not answer", "try again");
    }
}
