package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.JournalEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pty host's journal in order, tells each start and each end to its runner's actor, and
 * acknowledges an entry only when the actor has made it durable. The host journals a start before
 * the end of the same attempt, so a program that has ended before its launch was answered has
 * started first here too. While the database is away it waits and tries again: the host keeps what
 * is not acknowledged. Lives on the context of its connection.
 */
final class JournalFeed {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFeed.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final int MANY = 256;

    private final Vertx vertx;
    private final HostConnection connection;
    private final HostLink link;
    private final Actors actors;
    private final Queue<ControlReply.JournalEntry> waiting = new ArrayDeque<>();
    private boolean busy;

    private JournalFeed(Vertx vertx, HostConnection connection, HostLink link, Actors actors) {
        this.vertx = vertx;
        this.connection = connection;
        this.link = link;
        this.actors = actors;
    }

    /**
     * Begins with the oldest entry that was never acknowledged. Acknowledgements go by the link:
     * the journal's own connection may be paused.
     */
    static Future<Void> start(
            Vertx vertx, HostConnection connection, HostLink link, Actors actors) {
        var feed = new JournalFeed(vertx, connection, link, actors);
        return connection
                .subscribe(
                        number -> new HostRequest.Journal(number, 0),
                        reply -> {
                            if (reply instanceof ControlReply.JournalEntry entry) {
                                feed.received(entry);
                            }
                        })
                .mapEmpty();
    }

    private void received(ControlReply.JournalEntry entry) {
        waiting.add(entry);
        if (waiting.size() == MANY) {
            connection.pause();
        }
        next();
    }

    private void next() {
        var entry = waiting.peek();
        if (busy || entry == null) {
            return;
        }
        busy = true;
        tell(entry, FIRST_RETRY.toMillis());
    }

    private void tell(ControlReply.JournalEntry entry, long retryMillis) {
        carryOut(entry)
                .compose(_ -> acknowledge(entry))
                .onSuccess(_ -> done())
                .onFailure(cause -> {
                    if (connection.closed().isComplete()) {
                        return;
                    }
                    LOG.warn(
                            "event=journal.waiting sequence={} runner={} cause={}",
                            entry.sequence(),
                            entry.target().runner(),
                            cause.toString());
                    vertx.timer(retryMillis, TimeUnit.MILLISECONDS)
                            .onSuccess(_ ->
                                    tell(
                                            entry,
                                            Math.min(2 * retryMillis, LONGEST_RETRY.toMillis())));
                });
    }

    private Future<ControlReply> acknowledge(ControlReply.JournalEntry entry) {
        link.at(Step.BEFORE_ACKNOWLEDGE);
        return link.request(number -> new HostRequest.Ack(number, entry.sequence()))
                .onSuccess(_ -> link.at(Step.AFTER_ACKNOWLEDGE));
    }

    private void done() {
        waiting.remove();
        busy = false;
        if (waiting.size() == MANY / 2) {
            connection.resume();
        }
        next();
    }

    private Future<Void> carryOut(ControlReply.JournalEntry entry) {
        return switch (entry.event()) {
            case JournalEvent.Started(var process) ->
                    tell(
                            entry,
                            id ->
                                    new RunnerCommand.HostStarted(
                                            id,
                                            entry.fence(),
                                            process.pid(),
                                            process.startTicks()));
            case JournalEvent.Exited exited -> tell(entry, id -> endOf(entry, id, exited));
            case JournalEvent.Gap(long from, long to, String reason) -> {
                LOG.warn(
                        "event=output.gap runner={} from={} to={} reason={}",
                        entry.target().runner(),
                        from,
                        to,
                        reason);
                yield Future.succeededFuture();
            }
            case JournalEvent.Attached _,
                    JournalEvent.Detached _,
                    JournalEvent.WriterChanged _,
                    JournalEvent.Unknown _ ->
                    Future.succeededFuture();
        };
    }

    private Future<Void> tell(
            ControlReply.JournalEntry entry, Function<RunnerId, RunnerCommand> fact) {
        var name = entry.target().runner();
        if (!RunnerId.isRunnerId(name)) {
            LOG.warn("event=journal.stray runner={}", name);
            return Future.succeededFuture();
        }
        var id = new RunnerId(name);
        return actors.ask(fact.apply(id)).compose(reply -> settled(id, reply));
    }

    private static RunnerCommand endOf(
            ControlReply.JournalEntry entry, RunnerId id, JournalEvent.Exited end) {
        var cause = HostFacts.cause(end.cause());
        return HostFacts.exit(end.status())
                .<RunnerCommand>map(
                        exit -> new RunnerCommand.HostExited(id, entry.fence(), exit, cause))
                .orElseGet(() -> new RunnerCommand.HostForgot(id, entry.fence()));
    }

    /** What will never be taken is let go; what may be taken later is told again. */
    static Future<Void> settled(RunnerId id, RunnerReply reply) {
        return switch (reply) {
            case RunnerReply.Now _ -> Future.succeededFuture();
            case RunnerReply.Refused(var kind, var reason, _) -> {
                if (kind.passing()) {
                    // Not durable yet: the entry must not be acknowledged.
                    yield Future.failedFuture(reason);
                }
                LOG.warn("event=journal.refused runner={} reason=\"{}\"", id, reason);
                yield Future.succeededFuture();
            }
        };
    }
}
