package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another daemon of the node has begun, while this one is still there. */
@Tag("all")
final class DisplacedStoryTest {
    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    @Test
    void itGoesDownAndLeavesEverythingToItsSuccessor() throws Exception {
        user.project("night");
        var fifo = Fifo.create(user.path().resolve("end"));
        var runner = user.launch("night", ScriptedAgent.program().waitFifo(fifo.path()).exit(41));
        long daemon = user.daemon();
        long host = user.host();
        assertThat(sql("update nodes set lease_epoch = lease_epoch + 1 returning lease_epoch"))
                .isEqualTo("2");
        var socket = user.state().resolve("stratavored.sock");
        try (var successor = successorTakes(socket)) {
            // What it writes next finds it out.
            fifo.open(UserHome.SOON);
            Await.end(daemon, UserHome.SOON);

            assertThat(successor.isOpen()).isTrue();
            assertThat(socket).exists();
        }
        assertThat(log("event=daemon.displaced")).isEqualTo(1);
        assertThat(log("event=lease.lost")).isZero();
        assertThat(user.state().resolve("clean-stop")).doesNotExist();
        assertThat(ProcessHandle.of(host)).isPresent();

        // The host still has what nobody took, and the next daemon takes it.
        user.ok("status");
        assertThat(user.host()).isEqualTo(host);
        assertThat(user.field(runner, "exit_code")).isEqualTo("41");
        assertThat(sql("select count(*) from events where type = 'system.daemon.stopped'"))
                .isEqualTo("0");
        assertThat(
                        sql(
                                "select string_agg(type, ' ' order by seq) from events"
                                        + " where aggregate_id = '"
                                        + runner
                                        + "'"))
                .isEqualTo("runner.starting runner.started runner.failed");
    }

    @Test
    void anOrderlyStopIsMarkedInTheDatabase() throws Exception {
        user.ok("daemon", "start");
        user.ok("daemon", "stop");
        user.ok("daemon", "start");
        assertThat(sql("select string_agg(type, ' ' order by seq) from events"))
                .isEqualTo("system.daemon.started system.daemon.stopped system.daemon.started");
        assertThat(sql("select (stopped_at is null)::text from nodes")).isEqualTo("true");
    }

    /** Another daemon's socket and lock in the place of the first one's. */
    private ServerSocketChannel successorTakes(Path socket) throws IOException {
        Files.delete(socket);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var lock = user.state().resolve("daemon.lock");
        Files.move(lock, user.state().resolve("daemon.lock.old"));
        Files.createFile(lock);
        return server;
    }

    private long log(String event) throws IOException {
        try (var files = Files.walk(user.path())) {
            var file =
                    files.filter(each -> each.endsWith("stratavored.log"))
                            .findFirst()
                            .orElseThrow();
            return Files.readAllLines(file).stream().filter(each -> each.contains(event)).count();
        }
    }

    private String sql(String statement) throws IOException, SQLException {
        return EmbeddedSql.one(user, statement);
    }
}
