package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerReference;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.Resolved;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an id argument means among the stored runners. */
final class PgResolution {
    private static final String IN_PROJECT = " and ($2::text is null or " + Sql.isNamed("$2") + ")";

    private static final String BY_ID = "where r.id = $1" + IN_PROJECT;

    /** Live ones first, of each kind the latest first. */
    private static final String BY_NAME =
            "where r.name = $1" + IN_PROJECT + " order by r.live desc, r.created_at desc limit $3";

    /** A tilde sorts behind every character of an id. */
    private static final String BY_BEGINNING =
            "where r.id >= $1 and r.id < $1 || '~'" + IN_PROJECT + " order by r.id limit $3";

    private PgResolution() {}

    static Future<Resolved> resolve(
            SqlClient client, String reference, Optional<ProjectName> project) {
        var name = project.map(ProjectName::value).orElse(null);
        if (RunnerId.isRunnerId(reference)) {
            return RunnerRows.select(client, BY_ID, Tuple.of(reference, name))
                    .map(PgResolution::one);
        }
        return RunnerRows.select(
                        client, BY_NAME, Tuple.of(reference, name, RunnerReference.MOST_CANDIDATES))
                .compose(named ->
                        named.isEmpty()
                                ? byBeginning(client, reference, name)
                                : Future.succeededFuture(byName(named)));
    }

    private static Resolved byName(List<RunnerRow> named) {
        var live = named.stream().filter(r -> !r.status().ended()).toList();
        return live.isEmpty() ? new Resolved.One(named.getFirst()) : one(live);
    }

    private static Future<Resolved> byBeginning(
            SqlClient client, String reference, @Nullable String project) {
        var beginning = RunnerReference.prefix(reference);
        if (beginning.isEmpty()) {
            return Future.succeededFuture(new Resolved.None());
        }
        var values = Tuple.of(beginning.get(), project, RunnerReference.MOST_CANDIDATES);
        return RunnerRows.select(client, BY_BEGINNING, values).map(PgResolution::one);
    }

    private static Resolved one(List<RunnerRow> rows) {
        return switch (rows.size()) {
            case 0 -> new Resolved.None();
            case 1 -> new Resolved.One(rows.getFirst());
            default -> new Resolved.Several(rows.stream().map(RunnerRow::id).sorted().toList());
        };
    }
}
