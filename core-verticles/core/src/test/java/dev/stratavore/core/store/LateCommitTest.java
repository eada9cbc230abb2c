package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers against transactions that began early and end late, which only a database has. */
@ParameterizedClass
@EnumSource
final class LateCommitTest {
    private final Endpoint endpoint;
    private final Rig rig;

    LateCommitTest(TestPostgres.Version version) {
        endpoint = TestPostgres.database(version);
        rig = Rig.on(endpoint);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anEventThatCommitsLateIsNeverPassedOver() throws SQLException {
        append("before");
        var cursor = await(rig.stores.events().read(Optional.empty(), 10)).cursor();
        try (var slow = open()) {
            insert(slow, "slow");
            append("fast");

            var hidden = await(rig.stores.events().read(Optional.of(cursor), 10));
            assertThat(hidden.events()).isEmpty();

            slow.commit();
            var all = await(rig.stores.events().read(Optional.of(hidden.cursor()), 10));
            assertThat(all.events().stream().map(EventStore.Stored::type))
                    .containsExactly("slow", "fast");
        }
    }

    @Test
    void eventsKeepTheirOrderWhereTransactionNumbersGetLonger() throws SQLException {
        for (int i = 0; i < 4; i++) {
            append("shorter-" + i);
            if (i == 1) {
                spendNumbersUpToNextLength();
            }
        }
        assertThat(rig.eventTypes())
                .containsExactly("shorter-0", "shorter-1", "shorter-2", "shorter-3");
    }

    /** Each block with a handler that writes takes a number of its own. */
    private void spendNumbersUpToNextLength() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    create temp table spent (n int);
                    do $$
                    declare current bigint := pg_current_xact_id()::text::bigint;
                    begin
                        for n in 1 .. (10 ^ length(current::text))::bigint - current + 1 loop
                            begin
                                insert into spent values (1);
                            exception when division_by_zero then null;
                            end;
                        end loop;
                    end
                    $$;
                    """);
            connection.commit();
        }
    }

    @Test
    void anEventThatIsRolledBackWasNeverThere() throws SQLException {
        try (var slow = open()) {
            insert(slow, "never");
            append("fast");
            slow.rollback();
        }

        assertThat(rig.eventTypes()).containsExactly("fast");
    }

    @Test
    void eventsAreWrittenOnce() throws SQLException {
        append("first");
        for (var sql :
                new String[] {
                    "update events set type = 'other'",
                    "delete from events",
                    "truncate events cascade"
                }) {
            try (var connection = open();
                    var statement = connection.createStatement()) {
                assertThat(catchMessage(() -> statement.execute(sql)))
                        .contains("rows of events are written once");
            }
        }
        assertThat(rig.eventTypes()).containsExactly("first");
    }

    @Test
    void anEventAndItsOutboxRowComeTogether() throws SQLException {
        rig.runner(rig.project("al.pha"));
        try (var connection = open();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select string_agg(o.routing_key, ',' order by o.id) from outbox o"
                                        + " join events e on e.id = o.event_id and e.seq = o.seq"
                                        + " and e.txid = o.txid")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1))
                    .isEqualTo("project.created.al%2Epha,runner.starting.al%2Epha");
        }
    }

    @Test
    void theMarkOfACleanStopAndItsEventComeTogetherAndGoWithTheNextStart() throws SQLException {
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));
        assertThat(stops()).isEqualTo("null");
        await(rig.stores.nodes().end(Rig.NODE, new JsonObject(), Rig.T0));
        assertThat(stops()).isEqualTo("as the event's transaction says");
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));
        assertThat(stops()).isEqualTo("null");
    }

    private String stops() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select case when stopped_at is null then 'null' when n.xmin ="
                                        + " (select e.xmin from events e join outbox o on"
                                        + " o.event_id = e.id and o.routing_key ="
                                        + " 'system.daemon.stopped') then"
                                        + " 'as the event''s transaction says' else 'alone' end"
                                        + " from nodes n")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** Only names of variables whose values the driver gave to be stored come with values. */
    @Test
    void secretsOfTheEnvironmentAreNotStored() throws SQLException {
        rig.runner(rig.project("alpha"));
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select environment::text from runners")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("{\"PATH\": \"/bin\", \"API_KEY\": null}");
        }
    }

    private void append(String type) {
        await(rig.stores.events().append("node", "n", type, new JsonObject(), Rig.T0));
    }

    private Connection open() throws SQLException {
        var connection =
                DriverManager.getConnection(
                        endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, String type) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "insert into events (id, aggregate_type, aggregate_id, seq, type,"
                                + " occurred_at, principal, trace_id, data)"
                                + " values (gen_random_uuid(), 'other', 'x', 1, ?, now(), 'p', 't',"
                                + " '{}')")) {
            statement.setString(1, type);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws SQLException;
    }

    private static String catchMessage(Refused action) {
        try {
            action.run();
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
