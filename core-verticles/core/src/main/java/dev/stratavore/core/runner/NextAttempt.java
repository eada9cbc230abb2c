package dev.stratavore.core.runner;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Prepares the next attempt of a runner: plans it anew from what was asked for once, with the
 * stored environment, and draws its fence. Changes nothing.
 */
final class NextAttempt {
    private final Vertx vertx;
    private final RunnerParts parts;

    /** What came of it. */
    sealed interface Prepared {
        /**
         * It can begin.
         *
         * @param lowered the limit of live runners that the project's file asks for, if it does
         */
        record Ready(RunnerSpec spec, long fence, OptionalInt lowered) implements Prepared {}

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
                        found.map(record -> inProject(row, record, environment))
                                .orElseGet(() -> gone(row.id().toString())))
                .compose(this::withFence);
    }

    /** Its file is that of the project's directory, wherever the runner works. */
    private Future<Prepared> inProject(
            RunnerRow row, LaunchRecord record, Map<String, String> environment) {
        return parts.projects()
                .find(row.project())
                .compose(found ->
                        found.map(project -> plan(row, project.path(), record, environment))
                                .orElseGet(() -> gone("project " + row.projectName().value())));
    }

    private Future<Prepared> plan(
            RunnerRow row, String home, LaunchRecord record, Map<String, String> environment) {
        var known = new HashMap<>(record.environment());
        record.secretNames()
                .forEach(name ->
                        Optional.ofNullable(environment.get(name))
                                .ifPresent(value -> known.put(name, value)));
        var wish =
                new DriverCatalog.Wish(
                        row.id(),
                        parts.runtime().ids().randomUuid(),
                        row.name(),
                        row.agent(),
                        record.options(),
                        row.cwd(),
                        known,
                        record.columns(),
                        record.rows());
        return vertx.executeBlocking(() -> plan(wish, home, record), false)
                .map(Objects::requireNonNull);
    }

    /** On a worker. */
    private Prepared plan(DriverCatalog.Wish wish, String home, LaunchRecord record) {
        return switch (parts.files().read(home)) {
            case ProjectFiles.Read.Malformed(var problem) ->
                    refused(RefusalKind.CONFIGURATION, problem, "mend the file, or remove it");
            case ProjectFiles.Read.Limits(var _, var limits, var _) ->
                    switch (parts.drivers().plan(wish)) {
                        case DriverCatalog.Plan.Ready(var spec, var _) ->
                                new Prepared.Ready(
                                        spec.inheriting(record.secretNames()), 0, lowered(limits));
                        case DriverCatalog.Plan.Refused(var kind, var reason, var hint) ->
                                refused(kind, reason, hint);
                    };
        };
    }

    private static OptionalInt lowered(Map<QuotaName, Long> limits) {
        var most = limits.get(QuotaName.MAX_CONCURRENT_RUNNERS);
        return most == null
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.min(most, Integer.MAX_VALUE));
    }

    private static Prepared refused(RefusalKind kind, String reason, String hint) {
        return new Prepared.Refused(new RunnerReply.Refused(kind, reason, hint));
    }

    private Future<Prepared> withFence(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Refused _ -> Future.succeededFuture(prepared);
            case Prepared.Ready(var spec, long _, var lowered) ->
                    parts.store()
                            .nextFence()
                            .map(fence -> new Prepared.Ready(spec, fence, lowered));
        };
    }

    private static Future<Prepared> gone(String what) {
        return Future.succeededFuture(
                refused(RefusalKind.NOT_FOUND, "there is no " + what, "it was removed meanwhile"));
    }
}
