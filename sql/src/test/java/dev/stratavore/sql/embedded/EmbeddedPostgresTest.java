package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.sql.embedded.StartResult.How;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EmbeddedPostgresTest {
    @ParameterizedTest
    @EnumSource
    void aNewServerIsDurableAndSmallAndKeepsItsRows(TestPostgres.Version version) throws Exception {
        try (var bench = new Bench(Scratch.folder("bench"), version)) {
            var first = bench.started();
            assertThat(first.how()).isEqualTo(How.CREATED);
            assertThat(show(first.endpoint(), "fsync")).isEqualTo("on");
            assertThat(show(first.endpoint(), "synchronous_commit")).isEqualTo("on");
            assertThat(show(first.endpoint(), "full_page_writes")).isEqualTo("on");
            assertThat(show(first.endpoint(), "data_checksums")).isEqualTo("on");
            assertThat(show(first.endpoint(), "server_encoding")).isEqualTo("UTF8");
            assertThat(show(first.endpoint(), "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ProcessHandle.of(first.pid()).orElseThrow().info().arguments().orElseThrow())
                    .contains("unix_socket_directories=");
            assertThat(show(first.endpoint(), "shared_buffers"))
                    .isEqualTo(ServerFlags.SHARED_BUFFERS);
            assertThat(show(first.endpoint(), "server_version")).startsWith(major(version));
            Bench.query(first.endpoint(), "create table kept (a int); insert into kept values (7)");
            assertThat(first.server().stop(Bench.PATIENCE)).isEqualTo(new StopResult.Clean());
            first.server().ended().toCompletableFuture().get(10, TimeUnit.SECONDS);

            var second = bench.started();

            assertThat(second.how()).isEqualTo(How.STARTED);
            assertThat(Bench.query(second.endpoint(), "select a from kept")).isEqualTo("7");
            second.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void theProgramsBroughtAlongAreUnpackedOnce() throws Exception {
        try (var bench = Bench.prepared()) {
            var options = bench.withOwnPrograms();
            Bench.started(bench.start(options)).server().stop(Bench.PATIENCE);
            var postgres =
                    bench.layout()
                            .programs(ProgramsInstaller.bundled().version())
                            .resolve("bin/postgres");
            var unpacked = Files.getLastModifiedTime(postgres);

            var again = Bench.started(bench.start(options));

            assertThat(Files.getLastModifiedTime(postgres)).isEqualTo(unpacked);
            assertThat(again.how()).isEqualTo(How.STARTED);
            again.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void onlyThePasswordOpensIt() throws Exception {
        try (var bench = Bench.prepared()) {
            var started = bench.started();
            var right = started.endpoint();
            var wrong =
                    new Endpoint(right.host(), right.port(), right.database(), right.user(), "");

            assertThatThrownBy(() -> Bench.query(wrong, "select 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> Bench.query(as("postgres", right), "select 1"))
                    .hasMessageContaining("no pg_hba.conf entry");
            assertThat(show(right, "is_superuser")).isEqualTo("off");
            assertThat(right.toString()).doesNotContain(right.password());
            assertThat(Files.readString(started.server().passwordFile()))
                    .isEqualTo(
                            "127.0.0.1:*:stratavore_state:stratavore:" + right.password() + "\n");
            assertThat(started.server().folder())
                    .isEqualTo(started.server().passwordFile().getParent());
            assertThat(Files.getPosixFilePermissions(started.server().logFile()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(started.server().passwordFile()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aLostPasswordIsReplaced() throws Exception {
        try (var bench = Bench.prepared()) {
            Files.delete(bench.layout().password());

            var started = bench.started();

            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            started.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aTakenDefaultPortIsAvoidedForGood() throws Exception {
        try (var bench = Bench.prepared();
                var _ = occupied(PortChoice.DEFAULT)) {
            var first = bench.started();
            int port = first.endpoint().port();
            assertThat(port).isNotEqualTo(PortChoice.DEFAULT);
            assertThat(first.portNote().orElseThrow()).contains("5432", String.valueOf(port));
            first.server().stop(Bench.PATIENCE);

            var second = bench.started();

            assertThat(second.endpoint().port()).isEqualTo(port);
            assertThat(second.portNote()).isPresent();
            second.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aTakenPortThatWasAskedForIsRefused() throws Exception {
        try (var bench = Bench.prepared();
                var taken = occupied(0)) {
            var failed = Bench.failed(bench.start(bench.onPort(taken.getLocalPort())));

            assertThat(failed.reason()).isEqualTo(Reason.PORT_TAKEN);
            assertThat(failed.reason().configuration()).isTrue();
            assertThat(failed.message()).contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aServerWithAnOwnerIsNotTaken() throws Exception {
        try (var bench = Bench.prepared()) {
            var owner = bench.started();

            assertThat(Bench.failed(bench.start()).reason()).isEqualTo(Reason.IN_USE);
            assertThat(Bench.query(owner.endpoint(), "select 1")).isEqualTo("1");
            owner.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void aSecondStopDoesNotTouchTheNextOwnersServer() throws Exception {
        try (var bench = Bench.prepared()) {
            var first = bench.started();
            first.server().stop(Bench.PATIENCE);
            var next = bench.started();

            assertThat(first.server().stop(Bench.PATIENCE)).isEqualTo(new StopResult.Clean());

            assertThat(Bench.query(next.endpoint(), "select 1")).isEqualTo("1");
            next.server().stop(Bench.PATIENCE);
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsLeftAlone() throws Exception {
        try (var bench = new Bench()) {
            Files.createDirectories(bench.layout().data(16));

            var failed = Bench.failed(bench.start());

            assertThat(failed.reason()).isEqualTo(Reason.OTHER_MAJOR_VERSION);
            assertThat(failed.message()).contains("16", "17");
            assertThat(bench.data()).doesNotExist();
        }
    }

    @Test
    void aFolderWithoutProgramsIsRefused() throws Exception {
        try (var bench = new Bench()) {
            var options =
                    new EmbeddedOptions(
                            bench.folder,
                            bench.folder,
                            bench.options.port(),
                            Optional.of(bench.folder));

            assertThat(Bench.failed(bench.start(options)).reason()).isEqualTo(Reason.BAD_PROGRAMS);
        }
    }

    @Test
    void aServerThatCannotStartSaysWhyInOneLine() throws Exception {
        try (var bench = Bench.prepared()) {
            Files.delete(bench.data().resolve("global/pg_control"));

            var failed = Bench.failed(bench.start());

            assertThat(failed.reason()).isEqualTo(Reason.DID_NOT_START);
            assertThat(failed.message())
                    .contains("could not find the database system")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsSaid() throws Exception {
        try (var bench = new Bench()) {
            Files.writeString(bench.folder.resolve("postgres"), "in the way");

            assertThat(Bench.failed(bench.start()).message()).endsWith("postgres is in the way");
        }
    }

    private static ServerSocket occupied(int port) throws Exception {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            // Somebody else has it already: just as good.
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private static Endpoint as(String user, Endpoint endpoint) {
        return new Endpoint(
                endpoint.host(), endpoint.port(), endpoint.database(), user, endpoint.password());
    }

    private static String show(Endpoint endpoint, String setting) throws SQLException {
        return Bench.query(endpoint, "show " + setting);
    }

    private static String major(TestPostgres.Version version) {
        return switch (version) {
            case V14 -> "14.";
            case V17 -> "17.";
        };
    }
}
