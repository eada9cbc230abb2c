package dev.stratavore.core.store;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.RunnerStore.RemovedWorktree;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event that an adapter is about to write, as subscribers will see it.
 *
 * @param subject the last word of the routing key, where the catalogue has one for the type
 * @param data names are snake_case; ids and names are strings, never numbers above 2^53
 */
public record NewEvent(
        String aggregateType,
        String aggregateId,
        String type,
        Optional<String> subject,
        JsonObject data) {
    /** The type of the event of a removed worktree. */
    public static final String WORKTREE_REMOVED = "runner.worktree_removed";

    /** Of a runner. */
    public static NewEvent of(RunnerRow runner, RunnerEvent event) {
        var data = about(runner);
        describe(event, data);
        return of(runner, event.type(), data);
    }

    private static JsonObject about(RunnerRow runner) {
        return new JsonObject()
                .put("runner", runner.id().value())
                .put("project", runner.projectName().value())
                .put("agent", runner.agent())
                .put("node", runner.node().value().toString());
    }

    private static NewEvent of(RunnerRow runner, String type, JsonObject data) {
        return new NewEvent(
                "runner",
                runner.id().value(),
                type,
                Optional.of(runner.projectName().value()),
                data);
    }

    /** An ended runner has lost its worktree. */
    public static NewEvent worktreeRemoved(RunnerRow runner, RemovedWorktree removed) {
        var data =
                about(runner)
                        .put("teardown", removed.worktree().teardown())
                        .put("notes", new JsonArray(removed.notes()));
        removed.worktree()
                .place()
                .ifPresent(place ->
                        data.put("repository", place.repository())
                                .put("directory", place.directory())
                                .put("cwd", place.cwd())
                                .put("branch", place.branch())
                                .put("base", place.base()));
        return of(runner, WORKTREE_REMOVED, data);
    }

    /** What the data of such an event tell. */
    public static RemovedWorktree removedWorktree(JsonObject data) {
        var place =
                new Worktree.Place(
                        data.getString("repository"),
                        data.getString("directory"),
                        data.getString("cwd"),
                        data.getString("branch"),
                        data.getString("base"));
        return new RemovedWorktree(
                new Worktree("", data.getString("teardown"), Optional.of(place)),
                data.getJsonArray("notes").stream().map(String.class::cast).toList());
    }

    /** A project that now exists. */
    public static NewEvent projectCreated(ProjectRow project, Map<QuotaName, Long> limits) {
        var data = described(project);
        limits.forEach((quota, value) -> data.put(quota.word(), value));
        return of(project, "project.created", data);
    }

    private static JsonObject described(ProjectRow project) {
        var data =
                new JsonObject()
                        .put("project", project.name().value())
                        .put("path", project.path())
                        .put("description", project.description())
                        .put("owner", project.owner().value());
        project.agent().ifPresent(agent -> data.put("agent", agent));
        project.maxRunners().ifPresent(limit -> data.put("max_concurrent_runners", limit));
        project.restart().ifPresent(policy -> data.put("max_restarts", policy.most()));
        return data;
    }

    /** A project has another limit than before; empty for the configured one. */
    public static NewEvent quotaSet(
            ProjectRow project, QuotaName quota, OptionalLong before, OptionalLong after) {
        var data =
                new JsonObject()
                        .put("project", project.name().value())
                        .put("quota", quota.word())
                        .put("before", before.isPresent() ? before.getAsLong() : null)
                        .put("after", after.isPresent() ? after.getAsLong() : null);
        return of(project, "project.updated", data);
    }

    private static NewEvent of(ProjectRow project, String type, JsonObject data) {
        return new NewEvent(
                "project",
                Long.toString(project.key().value()),
                type,
                Optional.of(project.name().value()),
                data);
    }

    /** The daemon of a node has stopped as it should. */
    public static NewEvent daemonStopped(NodeId node, JsonObject data) {
        return new NewEvent(
                "node", node.value().toString(), "system.daemon.stopped", Optional.empty(), data);
    }

    /** A project that was changed, as it is now. */
    public static NewEvent projectUpdated(ProjectRow project) {
        return of(project, "project.updated", described(project));
    }

    /** A project that is no longer there, as it was. */
    public static NewEvent projectDeleted(ProjectRow project) {
        return of(project, "project.deleted", described(project));
    }

    /** What it is published under; a dot within a name would look like one more word. */
    public String routingKey() {
        return subject.map(s -> type + "." + s.replace(".", "%2E")).orElse(type);
    }

    private static void describe(RunnerEvent event, JsonObject data) {
        switch (event) {
            case RunnerEvent.Starting e -> data.put("attempt", e.attempt()).put("fence", e.fence());
            case RunnerEvent.Started e ->
                    data.put("attempt", e.attempt())
                            .put("fence", e.fence())
                            .put("pid", e.pid())
                            .put("start_ticks", e.startTicks());
            case RunnerEvent.Unreachable e -> data.put("attempt", e.attempt());
            case RunnerEvent.Reachable e -> data.put("attempt", e.attempt());
            case RunnerEvent.Paused e -> data.put("attempt", e.attempt());
            case RunnerEvent.Resumed e -> {
                data.put("attempt", e.attempt());
                e.reason().ifPresent(reason -> data.put("reason", reason));
            }
            case RunnerEvent.Restarted e ->
                    data.put("attempt", e.attempt())
                            .put("fence", e.fence())
                            .put("restarts_in_a_row", e.inARow());
            case RunnerEvent.RestartWaits e ->
                    data.put("attempt", e.attempt()).put("waits_for", e.place().word());
            case RunnerEvent.RestartCancelled e ->
                    data.put("attempt", e.attempt())
                            .put("reason", e.reason())
                            .put("asked", e.asked());
            case RunnerEvent.Stopping e -> {
                data.put("attempt", e.attempt()).put("force", e.force());
                e.reason().ifPresent(reason -> data.put("reason", reason));
            }
            case RunnerEvent.Stopped e -> {
                data.put("attempt", e.attempt());
                e.exit().ifPresent(exit -> describe(exit, data));
            }
            case RunnerEvent.Failed e -> {
                data.put("attempt", e.attempt()).put("reason", e.reason());
                e.exit().ifPresent(exit -> describe(exit, data));
                e.lost().ifPresent(loss -> data.put("lost", loss.word()));
                e.next()
                        .ifPresent(next ->
                                data.put("restart_at", next.at().toString())
                                        .put("restarts_in_a_row", next.inARow()));
            }
        }
    }

    private static void describe(ExitStatus exit, JsonObject data) {
        switch (exit) {
            case ExitStatus.Code c -> data.put("exit_code", c.code());
            case ExitStatus.Signal s -> data.put("signal", s.number());
        }
    }
}
