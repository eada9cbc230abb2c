package dev.stratavore.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What the schema itself refuses, whatever a program tries. */
@ParameterizedClass
@EnumSource
final class SchemaTest {

    private final Endpoint endpoint;
    private final Connection connection;

    SchemaTest(TestPostgres.Version version) throws SQLException {
        endpoint = TestPostgres.database(version);
        connection =
                DriverManager.getConnection(
                        endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        TestPostgres.drop(endpoint);
    }

    @Test
    void aDeletedNameMayBeUsedAgain() throws SQLException {
        execute(project("alpha"));
        refused("projects_name", project("alpha"));

        execute("update projects set deleted_at = now()");

        execute(project("alpha"));
    }

    @Test
    void aNameOutsideTheRulesIsRefused() {
        for (var name : List.of("Alpha", "-a", "", "a b", "a".repeat(64))) {
            refused("projects_name_check", project(name));
        }
    }

    @Test
    void anEndedRunnerFreesItsName() throws SQLException {
        execute(
                "insert into nodes (id, label, version) values"
                        + " ('00000000-0000-0000-0000-000000000001', 'n', '1')");
        execute(project("alpha"));
        execute(runner("aaaaaaaaaaaa", "running"));
        refused("runners_live_name", runner("bbbbbbbbbbbb", "starting"));
        refused("runners_status_check", runner("bbbbbbbbbbbb", "sleeping"));
        refused("runners_id_check", runner("BBBBBBBBBBBB", "starting"));

        execute("update runners set status = 'failed'");

        execute(runner("bbbbbbbbbbbb", "starting"));
    }

    @Test
    void aScopeHasOneBudgetAPeriod() throws SQLException {
        execute(budget("global", ""));
        execute(budget("project", "1"));
        refused("budgets_scope_scope_id_period_key", budget("global", ""));
        refused("budgets_check", budget("project", ""));
        refused("budgets_check", budget("global", "1"));
    }

    @Test
    void writesWakeTheirChannelsAtCommit() throws SQLException {
        for (var channel : Channel.values()) {
            execute("listen " + channel.sqlName());
        }
        connection.setAutoCommit(false);
        execute(
                "insert into nodes (id, label, version) values"
                        + " ('00000000-0000-0000-0000-000000000001', 'n', '1')");
        execute(project("alpha"));
        execute(runner("aaaaaaaaaaaa", "running"));
        execute(
                "insert into events (id, aggregate_type, aggregate_id, seq, type, occurred_at,"
                        + " principal, trace_id, data) select gen_random_uuid(), 'a', 'b', n, 't',"
                        + " now(), 'p', 't', '{}' from generate_series(1, 3) n");
        execute(
                "insert into outbox (event_id, aggregate_type, aggregate_id, seq, routing_key)"
                        + " select id, aggregate_type, aggregate_id, seq, type from events");
        var woken = connection.unwrap(PGConnection.class);
        assertThat(woken.getNotifications()).isEmpty();

        connection.commit();

        var heard = new ArrayList<String>();
        while (heard.size() < Channel.values().length) {
            var notifications = woken.getNotifications(20_000);
            assertThat(notifications).isNotEmpty();
            Arrays.stream(notifications)
                    .forEach(n -> heard.add(n.getName() + ":" + n.getParameter()));
        }
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        Channel.EVENTS.sqlName() + ":",
                        Channel.OUTBOX.sqlName() + ":",
                        Channel.RUNNERS.sqlName() + ":runner-aaaaaaaaaaaa");
    }

    @Test
    void anAuditRowIsNeverChanged() throws SQLException {
        refused("written once", "update audit set action = 'x'");
        refused("written once", "truncate audit");
        refused("written once", "delete from audit");
    }

    private static String project(String name) {
        return "insert into projects (name, path, owner, created_at, trace_id) values ('"
                + name
                + "', '/p', 'uid:1', now(), 't')";
    }

    private static String runner(String id, String status) {
        return "insert into runners (id, project_key, name, agent, status, node_id, lease_epoch,"
                + " owner, cwd, argv, environment, terminal_columns, terminal_rows, created_at,"
                + " command_id, trace_id) select 'runner-"
                + id
                + "', key, 'reviewer', 'shell', '"
                + status
                + "', '00000000-0000-0000-0000-000000000001', 1, 'uid:1', '/p', '[]', '{}', 80,"
                + " 24, now(), gen_random_uuid(), 't' from projects";
    }

    private static String budget(String scope, String id) {
        return "insert into budgets (scope, scope_id, period, limit_tokens, period_start, owner,"
                + " trace_id) values ('"
                + scope
                + "', '"
                + id
                + "', 'daily', 10, now(), 'uid:1', 't')";
    }

    private void refused(String why, String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
