package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class PgRunnerStore implements RunnerStore {
    private static final String COUNT =
            "select status, count(*)::int as count from runners group by status";

    private final PgGateway gateway;
    private final PgAdmission admission;
    private final PgRunnerChange change;
    private final PgWorktrees worktrees;
    private final PgRemovals removals;

    PgRunnerStore(PgGateway gateway, PgEventLog log, PgLeases leases) {
        this.gateway = gateway;
        admission = new PgAdmission(log, leases);
        change = new PgRunnerChange(log, leases);
        worktrees = new PgWorktrees(leases);
        removals = new PgRemovals(log, leases);
    }

    @Override
    public Future<Admitted> admit(Admission wish, CommandMeta meta) {
        return gateway.transaction(connection -> admission.admit(connection, wish, meta));
    }

    @Override
    public Future<Saved> save(Change wish, CommandMeta meta, boolean fromClient) {
        return gateway.transaction(connection -> change.save(connection, wish, meta, fromClient));
    }

    @Override
    public Future<Carried> carriedOut(CommandMeta meta) {
        return gateway.transaction(connection ->
                PgCommands.known(connection, meta).map(PgGateway.Verdict.Rollback::new));
    }

    @Override
    public Future<Optional<RunnerRow>> find(RunnerId id) {
        return gateway.read(client -> RunnerRows.find(client, id));
    }

    @Override
    public Future<Resolved> resolve(String reference, Optional<ProjectName> project) {
        return gateway.read(client -> PgResolution.resolve(client, reference, project));
    }

    @Override
    public Future<Page<RunnerRow>> list(Filter filter, Page.Request page) {
        return gateway.read(client -> PgRunnerListing.list(client, filter, page));
    }

    @Override
    public Future<List<RunnerRow>> liveOn(NodeId node) {
        return gateway.read(client ->
                RunnerRows.select(
                        client,
                        "where r.live and r.node_id = $1 order by r.created_at, r.id",
                        Tuple.of(node.value())));
    }

    @Override
    public Future<Long> nextFence() {
        return gateway.read(client ->
                client.query("select nextval('runner_fence')")
                        .execute()
                        .map(rows -> Sql.first(rows).orElseThrow().getLong(0)));
    }

    @Override
    public Future<Optional<LaunchRecord>> launchRecord(RunnerId id) {
        return gateway.read(client -> LaunchRecords.find(client, id));
    }

    @Override
    public Future<List<InWorktree>> inWorktrees(Optional<ProjectName> project, int limit) {
        return gateway.read(client -> PgWorktrees.list(client, project, limit));
    }

    @Override
    public Future<Boolean> worktreeGone(
            RunnerId id, List<String> notes, Instant at, CommandMeta meta) {
        return gateway.transaction(connection -> removals.gone(connection, id, notes, at, meta));
    }

    @Override
    public Future<Optional<RemovedWorktree>> removal(RunnerId id, UUID commandId) {
        return gateway.read(client -> PgRemovals.find(client, id, commandId));
    }

    @Override
    public Future<Boolean> claimWorktree(RunnerId id) {
        return gateway.transaction(connection -> worktrees.claim(connection, id));
    }

    @Override
    public Future<Void> releaseWorktree(RunnerId id) {
        return gateway.transaction(connection -> worktrees.release(connection, id)).mapEmpty();
    }

    @Override
    public Future<List<RunnerRow>> owedRestarts(NodeId node) {
        return gateway.read(client ->
                RunnerRows.select(
                        client,
                        "where r.restart_at is not null and r.node_id = $1"
                                + " order by r.restart_at, r.id",
                        Tuple.of(node.value())));
    }

    @Override
    public Future<List<RunnerRow>> everyOwedRestart(Optional<ProjectName> project) {
        return gateway.read(client ->
                RunnerRows.select(
                        client,
                        "where r.restart_at is not null and ($1::text is null or "
                                + Sql.isNamed("$1")
                                + ") order by r.created_at, r.id",
                        Tuple.of(project.map(ProjectName::value).orElse(null))));
    }

    @Override
    public Future<List<RunnerRow>> lostOn(NodeId node) {
        return gateway.read(client ->
                RunnerRows.select(
                        client,
                        "where a.lost is not null and r.restart_at is null and r.node_id = $1"
                                + " order by r.created_at, r.id",
                        Tuple.of(node.value())));
    }

    @Override
    public Future<Map<RunnerStatus, Integer>> countByStatus() {
        return gateway.read(client ->
                client.preparedQuery(COUNT)
                        .execute()
                        .map(rows -> {
                            var counts = new EnumMap<RunnerStatus, Integer>(RunnerStatus.class);
                            rows.forEach(row ->
                                    counts.put(
                                            RunnerStatus.ofWord(row.getString(0)),
                                            row.getInteger(1)));
                            return Map.copyOf(counts);
                        }));
    }

    @Override
    public Future<List<RunnerId>> prune(Prunable which, int limit) {
        return gateway.read(client -> PgPruning.prune(client, which, limit));
    }

    @Override
    public Future<List<RunnerId>> outputLeft(NodeId node, int limit) {
        return gateway.read(client -> PgPruning.outputLeft(client, node, limit));
    }

    @Override
    public Future<Void> outputRemoved(List<RunnerId> pruned) {
        return gateway.read(client -> PgPruning.outputRemoved(client, pruned));
    }

    @Override
    public Future<Boolean> saveForSilent(Change wish, CommandMeta meta) {
        return gateway.transaction(connection -> change.saveForSilent(connection, wish, meta));
    }
}
