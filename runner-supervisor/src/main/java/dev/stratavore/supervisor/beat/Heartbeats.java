package dev.stratavore.supervisor.beat;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import dev.stratavore.pty.frame.ControlReply.Beat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the heartbeats of the pty host, prolongs the node's lease once an interval, and tells the
 * actors of live runners when the host falls silent and when it is back. Thread-safe.
 */
public final class Heartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    /** Of a lease, and of the host's silence. */
    private static final int MISSED = 3;

    private final Vertx vertx;
    private final Stores stores;
    private final Actors actors;
    private final NodeId node;
    private final Duration interval;
    private final LongSupplier nanos;
    private final BeatMap map;
    private final Silence silence;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile boolean unanswered;

    /**
     * @param nanos {@code CLOCK_MONOTONIC}
     */
    public Heartbeats(
            Vertx vertx,
            Stores stores,
            Actors actors,
            NodeId node,
            Duration interval,
            LongSupplier nanos) {
        this.vertx = vertx;
        this.stores = stores;
        this.actors = actors;
        this.node = node;
        this.interval = interval;
        this.nanos = nanos;
        this.map = new BeatMap(interval, nanos);
        this.silence = new Silence(interval, MISSED, nanos.getAsLong());
        // Whatever an earlier daemon noted is put right by the first beat.
        silence.suspect();
    }

    /** How often the host is to beat. */
    public Duration interval() {
        return interval;
    }

    /** What the beats show. */
    public Figures figures() {
        return map;
    }

    /**
     * Begins to look for silence and to prolong the lease.
     *
     * @return ends that
     */
    public Runnable start() {
        long timer = vertx.setPeriodic(0, interval.toMillis(), _ -> tick());
        return () -> vertx.cancelTimer(timer);
    }

    /** A beat of the host. */
    public void beat(Beat beat) {
        map.take(beat);
        Silence.Verdict verdict;
        synchronized (silence) {
            verdict = silence.beat(nanos.getAsLong());
        }
        act(verdict);
    }

    private void tick() {
        // After a standstill all the ticks that were missed come at once.
        if (renewing.compareAndSet(false, true)) {
            renew().onComplete(_ -> renewing.set(false));
        }
        Silence.Verdict verdict;
        synchronized (silence) {
            verdict = silence.look(nanos.getAsLong());
        }
        act(verdict);
    }

    /**
     * Prolongs the lease; one call at a time. A prolongation whose answer was lost may have had
     * effect, and then the next one does not tell that the lease had run out.
     */
    Future<Boolean> renew() {
        return stores.nodes()
                .renew(node, interval.multipliedBy(MISSED))
                .onSuccess(lapsed -> {
                    if (lapsed || unanswered) {
                        suspect();
                    }
                    unanswered = false;
                })
                .onFailure(cause -> {
                    if (cause instanceof LeaseLost) {
                        LOG.error("event=lease.lost cause={}", cause.toString());
                    } else {
                        unanswered = true;
                        LOG.warn("event=lease.not-prolonged cause={}", cause.toString());
                    }
                });
    }

    /** Other nodes may have marked our runners: the next beat puts that right. */
    private void suspect() {
        synchronized (silence) {
            silence.suspect();
        }
    }

    private void act(Silence.Verdict verdict) {
        switch (verdict) {
            case UNCHANGED -> {}
            case SILENT -> {
                LOG.warn("event=host.silent missed={}", MISSED);
                tell(
                        verdict,
                        row ->
                                row.unreachableSince().isPresent()
                                        ? Future.succeededFuture()
                                        : actors.ask(
                                                new RunnerCommand.Unreachable(
                                                        row.id(), row.attempt().fence())));
            }
            case BACK ->
                    tell(
                            verdict,
                            row ->
                                    row.unreachableSince().isEmpty()
                                            ? Future.succeededFuture()
                                            : actors.ask(
                                                    new RunnerCommand.Reachable(
                                                            row.id(), row.attempt().fence())));
        }
    }

    private void tell(Silence.Verdict verdict, Function<RunnerRow, Future<?>> ask) {
        stores.runners()
                .liveOn(node)
                .compose(rows -> Future.join(rows.stream().map(ask).toList()))
                .onFailure(cause -> {
                    synchronized (silence) {
                        silence.untold(verdict);
                    }
                    LOG.warn("event=reachability.untold cause={}", cause.toString());
                });
    }
}
