package dev.stratavore.core.runner;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Prepares the next attempt of a runner: plans it anew from what was asked for once, with the
 * stored environment, and draws its fence. Changes nothing.
 */
final class NextAttempt {
    private final Vertx vertx;
    private final RunnerParts parts;

    /** What came of it. */
    sealed interface Prepared {
        record Ready(RunnerSpec spec, long fence) implements Prepared {}

        record Refused(RunnerReply.Refused reply) implements Prepared {}
    }

    NextAttempt(Vertx vertx, RunnerParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /**
     * @param environment for values that are not stored and that the pty host may have forgotten
     */
    Future<Prepared> prepare(RunnerRow row, Map<String, String> environment) {
        return parts.store()
                .launchRecord(row.id())
                .compose(found ->
                        found.map(record -> plan(row, record, environment))
                                .orElseGet(() -> Future.succeededFuture(gone(row.id()))))
                .compose(this::withFence);
    }

    private Future<Prepared> plan(
            RunnerRow row, LaunchRecord record, Map<String, String> environment) {
        var known = new HashMap<>(record.environment());
        record.secretNames()
                .forEach(name ->
                        Optional.ofNullable(environment.get(name))
                                .ifPresent(value -> known.put(name, value)));
        var wish =
                new DriverCatalog.Wish(
                        row.id(),
                        parts.runtime().ids().uuid(),
                        row.name(),
                        row.agent(),
                        record.options(),
                        row.cwd(),
                        known,
                        record.columns(),
                        record.rows());
        return vertx.executeBlocking(() -> parts.drivers().plan(wish), false)
                .map(Objects::requireNonNull)
                .map(plan ->
                        switch (plan) {
                            case DriverCatalog.Plan.Ready(var spec, var _) ->
                                    new Prepared.Ready(spec.inheriting(record.secretNames()), 0);
                            case DriverCatalog.Plan.Refused(var kind, var reason, var hint) ->
                                    new Prepared.Refused(
                                            new RunnerReply.Refused(kind, reason, hint));
                        });
    }

    private Future<Prepared> withFence(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Refused _ -> Future.succeededFuture(prepared);
            case Prepared.Ready(var spec, long _) ->
                    parts.store().nextFence().map(fence -> new Prepared.Ready(spec, fence));
        };
    }

    private static Prepared gone(RunnerId id) {
        return new Prepared.Refused(
                new RunnerReply.Refused(
                        RefusalKind.NOT_FOUND, "there is no " + id, "it was removed meanwhile"));
    }
}
