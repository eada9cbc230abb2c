package dev.stratavore.core.store.pg;

import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.Filter;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages through runners by age, from the key of the last one seen. */
final class PgRunnerListing {
    private PgRunnerListing() {}

    /** Of the tokens, which are no good in the other order. */
    private static String kind(Filter filter) {
        return filter.newestFirst() ? "runners.newest" : "runners";
    }

    static Future<Page<RunnerRow>> list(SqlClient client, Filter filter, Page.Request page) {
        var values = Tuple.tuple();
        var order =
                filter.newestFirst()
                        ? " order by r.created_at desc, r.id desc"
                        : " order by r.created_at, r.id";
        var sql = conditions(filter, page, values) + order + " limit $" + (values.size() + 1);
        values.addInteger(page.size() + 1);
        return RunnerRows.select(client, sql, values)
                .map(rows -> page(rows, page.size(), kind(filter)));
    }

    private static String conditions(Filter filter, Page.Request page, Tuple values) {
        var all = new ArrayList<String>();
        filter.project()
                .ifPresent(p -> all.add(Sql.isNamed("$" + values.addString(p.value()).size())));
        filter.agent().ifPresent(a -> all.add("r.agent = $" + values.addString(a).size()));
        filter.status().ifPresent(s -> all.add("r.status = $" + values.addString(s.word()).size()));
        if (filter.status().isEmpty() && !filter.ended()) {
            all.add("r.live");
        }
        page.token()
                .ifPresent(token -> {
                    var key = OpaqueToken.read(token, kind(filter), 2);
                    var at = Sql.timestamp(OpaqueToken.instant(key.get(0)));
                    int first = values.addOffsetDateTime(at).size();
                    int second = values.addString(key.get(1)).size();
                    var behind = filter.newestFirst() ? "<" : ">";
                    all.add(
                            "(r.created_at, r.id) "
                                    + behind
                                    + (" ($" + first + ", $" + second + ")"));
                });
        return all.isEmpty() ? "" : "where " + String.join(" and ", all);
    }

    private static Page<RunnerRow> page(List<RunnerRow> rows, int size, String kind) {
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, size);
        var last = items.getLast();
        return new Page<>(
                items,
                Optional.of(
                        OpaqueToken.of(
                                kind, OpaqueToken.part(last.createdAt()), last.id().value())));
    }
}
