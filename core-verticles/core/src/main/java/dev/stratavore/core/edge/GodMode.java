package dev.stratavore.core.edge;

import com.google.protobuf.Message;
import dev.stratavore.api.error.Reason;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the owner act beyond quotas and ownership, and records it first: no record, no act. */
final class GodMode {
    /** The header that asks for it, with the value {@link #YES}. */
    static final String HEADER = "stratavore-god";

    static final String YES = "true";

    private static final Logger LOG = LoggerFactory.getLogger(GodMode.class);
    private static final String AGGREGATE = "node";
    private static final String TYPE = "system.alert.warning";

    /** The fields of requests that tell what a call is about. */
    private static final List<String> TELLING =
            List.of("project", "runner", "runners", "name", "count", "value");

    private final EventStore events;
    private final NodeControl node;
    private final InstantSource clock;

    GodMode(EventStore events, NodeControl node, InstantSource clock) {
        this.events = events;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Completes when the call is recorded; refused where the caller has no right to it.
     *
     * @param method the full name of the method
     */
    Future<Void> allow(Caller caller, Entry entry, String method, Object request) {
        if (!entry.owner()) {
            throw Refused.of(
                    Reason.DENIED,
                    "god mode is for the owner of the daemon's socket, not for "
                            + caller.principal().value(),
                    "leave --god out");
        }
        LOG.warn(
                "event=god principal={} method={} trace={}",
                caller.principal().value(),
                method,
                caller.traceId());
        var data =
                new JsonObject()
                        .put("alert", "god mode")
                        .put("principal", caller.principal().value())
                        .put("method", method)
                        .put("request", request instanceof Message message ? told(message) : null)
                        .put("trace", caller.traceId());
        var id = node.node().value().toString();
        return events.append(AGGREGATE, id, TYPE, data, clock.instant());
    }

    private static JsonObject told(Message request) {
        var told = new JsonObject();
        request.getAllFields()
                .forEach((field, value) -> {
                    if (TELLING.contains(field.getName())) {
                        told.put(
                                field.getName(),
                                value instanceof Collection<?> several
                                        ? new JsonArray(List.copyOf(several))
                                        : value);
                    }
                });
        return told;
    }
}
