package dev.stratavore.core;

import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.actor.Escalation;
import dev.stratavore.core.actor.TimerSet;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an event of the node when an actor stays down, as soon as the store takes it. */
final class Alerts implements Escalation {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final String TYPE = "system.alert.critical";

    private final CoreParts parts;
    private final TimerSet timers;

    Alerts(CoreParts parts, TimerSet timers) {
        this.parts = parts;
        this.timers = timers;
    }

    @Override
    public void escalated(String address, int failures, Throwable last) {
        var data =
                new JsonObject()
                        .put("actor", address)
                        .put("failures", failures)
                        .put("cause", last.getClass().getName());
        var settings = parts.settings().actors();
        append(
                data,
                parts.clock().instant(),
                new Backoff(settings.retryFirst(), settings.retryMost()));
    }

    private void append(JsonObject data, Instant at, Backoff pauses) {
        parts.stores()
                .events()
                .append("node", parts.node().value().toString(), TYPE, data, at)
                .onFailure(cause -> {
                    LOG.warn("event=alert.delayed cause={}", cause.toString());
                    var _ = timers.after(pauses.next(), () -> append(data, at, pauses));
                });
    }
}
