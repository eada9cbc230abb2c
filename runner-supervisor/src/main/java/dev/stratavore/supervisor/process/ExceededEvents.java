package dev.stratavore.supervisor.process;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NewEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that a limit was met, and by whom. Thread-safe. */
final class ExceededEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ExceededEvents.class);
    private static final String AGGREGATE = "quota";
    private static final String EXCEEDED = "quota.exceeded";

    private final EventStore events;
    private final InstantSource clock;

    ExceededEvents(EventStore events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * One event of a project; they are to come one after the other.
     *
     * @param culprit the runner that it is about, if it is known
     */
    Future<Void> record(String project, Finding finding, Optional<RunnerId> culprit) {
        LOG.warn(
                "event=quota.exceeded project={} runner={} excess=\"{}\" consequence=\"{}\"",
                project,
                culprit.map(RunnerId::value).orElse(""),
                finding.excess(),
                finding.consequence());
        var data =
                new JsonObject()
                        .put("project", project)
                        .put("excess", finding.excess())
                        .put("consequence", finding.consequence());
        culprit.ifPresent(runner -> data.put("runner", runner.value()));
        var event = new NewEvent(AGGREGATE, project, EXCEEDED, Optional.of(project), data);
        return events.append(event, clock.instant());
    }
}
