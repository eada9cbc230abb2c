package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a runner was launched with, as its row keeps it. */
final class LaunchRecords {
    private static final String SELECT =
            """
            select options, restart_most, max_time_ms, worktree, environment, terminal_columns,
                terminal_rows
            from runners where id = $1
            """;
    private static final String MODEL = "model";
    private static final String TEMPERATURE = "temperature";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String ARGUMENTS = "arguments";

    private LaunchRecords() {}

    static Future<Optional<LaunchRecord>> find(SqlClient client, RunnerId id) {
        return client.preparedQuery(SELECT)
                .execute(Tuple.of(id.value()))
                .map(rows -> Sql.first(rows).map(LaunchRecords::record));
    }

    private static LaunchRecord record(Row row) {
        var known = new HashMap<String, String>();
        var secret = new HashSet<String>();
        for (var variable : row.getJsonObject("environment")) {
            if (variable.getValue() == null) {
                secret.add(variable.getKey());
            } else {
                known.put(variable.getKey(), String.valueOf(variable.getValue()));
            }
        }
        return new LaunchRecord(
                options(
                        row.getJsonObject("options"),
                        row.getInteger("restart_most"),
                        Sql.number(row, "max_time_ms"),
                        WorktreeJson.read(row.getJsonObject("worktree"))),
                known,
                secret,
                row.getInteger("terminal_columns"),
                row.getInteger("terminal_rows"));
    }

    private static LaunchOptions options(
            JsonObject json,
            int restarts,
            OptionalLong maxTimeMillis,
            Optional<Worktree> worktree) {
        var temperature = json.getDouble(TEMPERATURE);
        var maxTokens = json.getInteger(MAX_TOKENS);
        return new LaunchOptions(
                Optional.ofNullable(json.getString(MODEL)),
                temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature),
                maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
                json.getJsonArray(ARGUMENTS, new JsonArray()).stream()
                        .map(String.class::cast)
                        .toList(),
                new RestartPolicy(restarts),
                maxTimeMillis,
                worktree);
    }

    static JsonObject options(LaunchOptions options) {
        var json = new JsonObject().put(ARGUMENTS, new JsonArray(options.arguments()));
        options.model().ifPresent(model -> json.put(MODEL, model));
        options.temperature().ifPresent(value -> json.put(TEMPERATURE, value));
        options.maxTokens().ifPresent(value -> json.put(MAX_TOKENS, value));
        return json;
    }

    /** All names; the value only where the driver said that it may be stored. */
    static JsonObject environment(RunnerSpec spec) {
        var json = new JsonObject();
        for (var name : spec.environment().keySet()) {
            json.put(name, spec.storedEnvironment().get(name));
        }
        // Their values come from the attempt before.
        spec.inherited().forEach(json::putNull);
        return json;
    }
}
