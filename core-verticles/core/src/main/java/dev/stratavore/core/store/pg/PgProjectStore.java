package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

final class PgProjectStore implements ProjectStore {
    private static final String TOKEN = "projects";

    private static final String SELECT =
            """
            select p.key, p.name, p.path, p.description, p.agent, p.owner, p.created_at,
                   p.archived_at is not null as archived, q.value as max_runners,
                   p.restart_most, live.count as live_runners
            from projects p
            left join quotas q on q.project_key = p.key and q.name = 'max_concurrent_runners'
            cross join lateral (
                select count(*)::int as count from runners r where r.project_key = p.key and r.live) live
            """;
    private static final String THERE = SELECT + " where p.deleted_at is null";

    private static final String LAST = " where p.name = $1 order by p.key desc limit 1";
    private static final String SHARING =
            "select name from projects where path = $1 and key <> $2 and deleted_at is null"
                    + " order by name";

    private final PgGateway gateway;
    private final PgProjectCreation creation;
    private final PgProjectAlteration alteration;
    private final PgQuotas quotas;

    PgProjectStore(PgGateway gateway, PgEventLog log) {
        this.gateway = gateway;
        creation = new PgProjectCreation(log);
        alteration = new PgProjectAlteration(log);
        quotas = new PgQuotas(log);
    }

    @Override
    public Future<Created> create(NewProject project, CommandMeta meta) {
        return gateway.transaction(connection -> creation.create(connection, project, meta));
    }

    @Override
    public Future<Altered> alter(ProjectName name, Alteration what, Instant at, CommandMeta meta) {
        return gateway.transaction(
                connection -> alteration.alter(connection, name, what, at, meta));
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectName name) {
        return gateway.read(client -> named(client, name));
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectKey key) {
        return gateway.read(client -> keyed(client, key));
    }

    static Future<Optional<ProjectRow>> named(SqlClient client, ProjectName name) {
        return one(client, " and p.name = $1", Tuple.of(name.value()));
    }

    static Future<Optional<ProjectRow>> keyed(SqlClient client, ProjectKey key) {
        return one(client, " and p.key = $1", Tuple.of(key.value()));
    }

    private static Future<Optional<ProjectRow>> one(SqlClient client, String and, Tuple key) {
        return client.preparedQuery(THERE + and)
                .execute(key)
                .map(rows -> Sql.first(rows).map(PgProjectStore::row));
    }

    /** Also one that was deleted: the last of that name. */
    static Future<Optional<ProjectRow>> last(SqlClient client, ProjectName name) {
        return client.preparedQuery(SELECT + LAST)
                .execute(Tuple.of(name.value()))
                .map(rows -> Sql.first(rows).map(PgProjectStore::row));
    }

    static Future<List<ProjectName>> sharing(SqlClient client, ProjectRow project) {
        return client.preparedQuery(SHARING)
                .execute(Tuple.of(project.path(), project.key().value()))
                .map(rows -> Sql.list(rows, row -> new ProjectName(row.getString(0))));
    }

    @Override
    public Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
        return gateway.read(client -> {
            var after = page.token().map(t -> OpaqueToken.read(t, TOKEN, 1).getFirst()).orElse("");
            var sql = THERE + condition(status) + " and p.name > $1 order by p.name limit $2";
            return client.preparedQuery(sql)
                    .execute(Tuple.of(after, page.size() + 1))
                    .map(rows -> page(Sql.list(rows, PgProjectStore::row), page.size()));
        });
    }

    @Override
    public Future<Map<ProjectKey, Map<QuotaName, Long>>> quotas(List<ProjectKey> projects) {
        return gateway.read(client -> PgQuotas.of(client, projects));
    }

    @Override
    public Future<QuotaSet> setQuota(QuotaChange change, CommandMeta meta) {
        return gateway.transaction(connection -> quotas.set(connection, change, meta));
    }

    private static String condition(Optional<String> status) {
        return switch (status.orElse("")) {
            case "" -> " and p.archived_at is null";
            case "active" -> " and p.archived_at is null and live.count > 0";
            case "idle" -> " and p.archived_at is null and live.count = 0";
            case "archived" -> " and p.archived_at is not null";
            default -> throw new IllegalArgumentException("status " + status);
        };
    }

    private static Page<ProjectRow> page(List<ProjectRow> rows, int size) {
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, size);
        return new Page<>(
                items, Optional.of(OpaqueToken.of(TOKEN, items.getLast().name().value())));
    }

    private static ProjectRow row(Row row) {
        var maxRunners = row.getLong("max_runners");
        return new ProjectRow(
                new ProjectKey(row.getLong("key")),
                new ProjectName(row.getString("name")),
                row.getString("path"),
                row.getString("description"),
                Optional.ofNullable(row.getString("agent")),
                maxRunners == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.toIntExact(maxRunners)),
                new Principal(row.getString("owner")),
                row.getBoolean("archived"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getInteger("live_runners"),
                Optional.ofNullable(row.getInteger("restart_most")).map(RestartPolicy::new));
    }
}
